package io.twitterfeedback;

import static io.twitterfeedback.Sandboxed.PERSON;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A program from Java. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class ProgramTwinsTest {
    @TempDir
    Path folder;

    private static <T> T got(Future<T> future) throws Exception {
        return future.get(Sandboxed.GUARD_SECONDS, TimeUnit.SECONDS);
    }

    private Path ledger() {
        return folder.resolve("feedback.db");
    }

    private static Prompt prompt() {
        return Prompt.csat(PERSON, "Thank you for talking to Furni!", "https://furni.example/privacy", "case_1");
    }

    @Test
    void every_operation_answers_on_the_calling_thread() throws Exception {
        Policy policy = Policy.builder()
                .minInterval(Duration.ofDays(14))
                .quietHours(new QuietHours("03:00", "03:01", "UTC"))
                .suppressedUserIds(Set.of("1"))
                .build();
        try (Sandboxed on = new Sandboxed();
                Program program = Program.openBlocking(on.client, ledger(), policy)) {
            PromptContext context = new PromptContext("agent_7", "north", List.of("vip"), "pt-BR");
            SendOutcome outcome = program.sendBlocking(prompt(), context);
            Feedback feedback = assertInstanceOf(SendOutcome.Sent.class, outcome).getFeedback();
            SendOutcome second = program.sendBlocking(prompt());
            assertEquals("cooldown", assertInstanceOf(SendOutcome.Skipped.class, second).getReason());
            on.sandbox.answer(feedback.getId(), 5, "You were quick.");
            on.sandbox.advance(Duration.ofHours(30));

            List<SyncProgress> told = new ArrayList<>();
            SyncReport report = program.syncBlocking(null, null, told::add);
            assertEquals(report.getPages(), told.get(told.size() - 1).getPages());
            assertEquals(1, report.getUpdated());
            assertEquals(0, program.reconcileBlocking().getExamined());
            assertTrue(program.promptStatusBlocking("case_1").getAnswered());
            assertNull(program.promptStatusBlocking("case_2"));
            assertEquals(report.getCompleteThrough(), program.coverageBlocking().getEnd());
            AttemptFilter sent = AttemptFilter.builder().state("sent").toUserId(PERSON).limit(10).build();
            assertEquals(context, program.attemptsBlocking(sent).get(0).getContext());
            assertEquals(2, program.attemptsBlocking().size());
            assertEquals(5L, program.foldedBlocking(feedback.getId()).getFeedback().getScore());
            try (Fold fold = program.foldBlocking()) {
                assertEquals(1, fold.getSize());
            }
            assertSame(on.client, program.getClient());
        }
    }

    @Test
    void every_operation_answers_with_a_future() throws Exception {
        try (Sandboxed on = new Sandboxed();
                Program program = got(Program.openAsync(on.client, ledger().toString()))) {
            SendOutcome outcome = got(program.sendAsync(prompt()));
            assertFalse(outcome.getAttemptId().isEmpty());
            assertEquals(0, got(program.syncAsync()).getEvents());
            assertEquals(0, got(program.reconcileAsync()).getExamined());
            assertEquals("sent", got(program.promptStatusAsync("case_1")).getState());
            assertEquals(1, got(program.coverageAsync()).getPeriods().size());
            assertEquals(1, got(program.attemptsAsync()).size());
            String feedbackId = ((SendOutcome.Sent) outcome).getFeedback().getId();
            assertEquals(PERSON, got(program.foldedAsync(feedbackId)).getFeedback().getToUserId());
            got(program.foldAsync()).close();
        }
    }

    @Test
    void what_a_listener_throws_is_thrown() throws Exception {
        try (Sandboxed on = new Sandboxed();
                Program program = Program.openBlocking(on.client, ledger())) {
            on.seed(on.past());
            RuntimeException enough = new RuntimeException("enough");
            Throwable thrown = assertThrows(
                    RuntimeException.class,
                    () -> program.syncBlocking(null, null, progress -> {
                        throw enough;
                    }));
            assertEquals("enough", thrown.getMessage());
            CompletableFuture<SyncReport> later = program.syncAsync(null, null, progress -> {
                throw enough;
            });
            assertEquals("enough", assertThrows(CompletionException.class, later::join).getCause().getMessage());
        }
    }

    @Test
    void a_send_whose_future_is_cancelled_is_recorded_and_the_only_one() throws Exception {
        try (Sandboxed on = new Sandboxed();
                Program program = Program.openBlocking(on.client, ledger())) {
            on.sandbox.fault("create", "latency:300");
            CompletableFuture<SendOutcome> call = program.sendAsync(prompt());
            on.awaitArrival("/create", 1);
            assertTrue(call.cancel(true));
            assertThrows(CancellationException.class, call::join);
            assertSentOnce(on, program);
        }
    }

    @Test
    void a_send_that_is_interrupted_is_recorded_and_the_only_one() throws Exception {
        try (Sandboxed on = new Sandboxed();
                Program program = Program.openBlocking(on.client, ledger())) {
            on.sandbox.fault("create", "latency:300");
            CompletableFuture<Throwable> end = new CompletableFuture<>();
            Thread thread = new Thread(() -> {
                try {
                    end.complete(new AssertionError("it returned " + program.sendBlocking(prompt())));
                } catch (InterruptedException expected) {
                    end.complete(expected);
                }
            });
            thread.start();
            on.awaitArrival("/create", 1);
            thread.interrupt();
            assertInstanceOf(InterruptedException.class, got(end));
            assertSentOnce(on, program);
        }
    }

    private static void assertSentOnce(Sandboxed on, Program program) throws InterruptedException {
        AttemptFilter sent = AttemptFilter.builder().state("sent").build();
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(Sandboxed.GUARD_SECONDS);
        while (program.attemptsBlocking(sent).isEmpty()) {
            assertInstanceOf(SendOutcome.Skipped.class, program.sendBlocking(prompt()));
            assertTrue(System.nanoTime() < end, "what was asked is never recorded as sent");
        }
        assertInstanceOf(SendOutcome.Skipped.class, program.sendBlocking(prompt()));
        assertEquals(1, on.seen("/create").size());
    }

    @Test
    void what_fails_is_a_FeedbackException_of_its_kind() throws Exception {
        try (Sandboxed on = new Sandboxed()) {
            assertThrows(FeedbackException.Ledger.class, () -> Program.openBlocking(on.client, folder));
            Program program = Program.openBlocking(on.client, ledger());
            on.sandbox.fault("create", "respond", 1, 429, null, "{\"errors\":[{\"code\":88,\"message\":\"no\"}]}");
            assertThrows(FeedbackException.RateLimited.class, () -> program.sendBlocking(prompt()));
            program.close();
            assertThrows(FeedbackException.Configuration.class, () -> program.sendBlocking(prompt()));
            assertThrows(
                    FeedbackException.Configuration.class,
                    () -> Policy.builder().minInterval(Duration.ofHours(1)).build());
        }
    }
}
