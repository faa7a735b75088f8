package io.twitterfeedback;

import static io.twitterfeedback.Sandboxed.PERSON;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Java, with futures. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class FuturesTest {
    enum Operation {
        CREATE("create", "/create", client -> client.createAsync(Sandboxed.prompt())),
        SHOW("show", "/show/", client -> client.showAsync("1")),
        CAN_DM("friendship", "/friendships/", client -> client.canDmAsync("1")),
        FRIENDSHIP("friendship", "/friendships/", client -> client.friendshipAsync("1")),
        VERIFY_CREDENTIALS("any", "/verify", Client::verifyCredentialsAsync),
        SERVICE_TIME("any", "/", Client::serviceTimeAsync),
        DOCTOR("any", "/", Client::doctorAsync),
        NEXT_PAGE("events", "/events", client -> client.eventPager().nextPageAsync());

        final String fault;
        final String path;
        final Function<Client, CompletableFuture<?>> call;

        Operation(String fault, String path, Function<Client, CompletableFuture<?>> call) {
            this.fault = fault;
            this.path = path;
            this.call = call;
        }
    }

    private static <T> T got(Future<T> future) throws Exception {
        return future.get(Sandboxed.GUARD_SECONDS, TimeUnit.SECONDS);
    }

    @Test
    void every_operation_answers() throws Exception {
        try (Sandbox sandbox = got(Sandbox.startAsync()); Client client = sandbox.client()) {
            Feedback created = got(client.createAsync(Sandboxed.prompt()));
            assertEquals(PERSON, created.getToUserId());
            assertEquals(created.getId(), got(client.showAsync(created.getId())).getId());
            assertEquals(Boolean.TRUE, got(client.canDmAsync(PERSON)));
            assertNull(got(client.canDmAsync(Sandbox.RECIPIENT_UNDISCLOSED)));
            assertEquals(Boolean.TRUE, got(client.friendshipAsync(PERSON)).getCanDm());
            assertEquals(sandbox.getUserId(), got(client.verifyCredentialsAsync()).getUserId());
            assertNotNull(got(client.serviceTimeAsync()));
            EventsQuery period = EventsQuery.ofEpochMilli(1_600_000_000_000L, 1_600_600_000_000L);
            assertEquals(10, got(sandbox.seedAsync(10, period.getFromTime(), period.getToTime())).getFeedbacks());
        }
    }

    @Test
    void calls_are_chained_and_gathered() throws Exception {
        try (Sandboxed on = new Sandboxed()) {
            CompletableFuture<String> shown = on.client
                    .createAsync(Sandboxed.prompt())
                    .thenCompose(created -> on.client.showAsync(created.getId()))
                    .thenApply(Feedback::getToUserId);
            assertEquals(PERSON, got(shown));
            List<CompletableFuture<Account>> calls = IntStream.range(0, 100)
                    .mapToObj(number -> on.client.verifyCredentialsAsync())
                    .collect(Collectors.toList());
            got(CompletableFuture.allOf(calls.toArray(new CompletableFuture<?>[0])));
            for (CompletableFuture<Account> call : calls) {
                assertEquals(on.sandbox.getUserId(), call.join().getUserId());
            }
        }
    }

    @Test
    void what_waits_for_an_answer_may_block_for_the_next() throws Exception {
        try (Sandboxed on = new Sandboxed()) {
            List<CompletableFuture<String>> calls = IntStream.range(0, 50)
                    .mapToObj(number -> on.client.verifyCredentialsAsync())
                    .map(call -> call.thenApply(account -> on.client.verifyCredentialsAsync().join().getUserId()))
                    .collect(Collectors.toList());
            for (CompletableFuture<String> call : calls) {
                assertEquals(on.sandbox.getUserId(), got(call));
            }
        }
    }

    @Test
    void what_hangs_on_an_answer_may_wait_on_its_thread() throws Exception {
        try (Sandboxed on = new Sandboxed()) {
            List<CompletableFuture<String>> calls = IntStream.range(0, 50)
                    .mapToObj(number -> on.client.verifyCredentialsAsync())
                    .map(call -> call.thenApply(account -> waitedFor(on.client)))
                    .collect(Collectors.toList());
            for (CompletableFuture<String> call : calls) {
                assertEquals(on.sandbox.getUserId(), got(call));
            }
        }
    }

    private static String waitedFor(Client client) {
        try {
            return client.verifyCredentialsBlocking().getUserId();
        } catch (InterruptedException interrupted) {
            throw new IllegalStateException(interrupted);
        }
    }

    @Test
    void pages_that_are_asked_for_at_once_come_in_the_order_of_the_calls() throws Exception {
        try (Sandboxed on = new Sandboxed()) {
            EventsQuery query = on.past();
            on.seed(query);
            List<FeedbackEvent> whole = on.client.eventsBlocking(query).collect(Collectors.toList());
            List<CompletableFuture<EventPage>> calls = new ArrayList<>();
            List<FeedbackEvent> listed = new ArrayList<>();
            try (EventPager pager = on.client.eventPager(query)) {
                for (int number = 0; number < 100; number++) {
                    calls.add(pager.nextPageAsync());
                }
                for (CompletableFuture<EventPage> call : calls) {
                    EventPage page = got(call);
                    if (page != null) {
                        listed.addAll(page.getEvents());
                    }
                }
            }
            assertEquals(whole, listed);
        }
    }

    @ParameterizedTest
    @EnumSource
    void cancelling_a_future_cancels_the_call(Operation operation) throws Exception {
        try (Sandboxed on = new Sandboxed()) {
            on.sandbox.fault(operation.fault, "hang");
            CompletableFuture<?> call = operation.call.apply(on.client);
            on.awaitArrival(operation.path, 1);
            assertTrue(call.cancel(true));
            assertThrows(CancellationException.class, call::join);
            assertEquals(on.sandbox.getUserId(), got(on.client.verifyCredentialsAsync()).getUserId());
        }
    }

    @ParameterizedTest
    @EnumSource
    void waiting_for_a_future_can_be_limited(Operation operation) throws Exception {
        try (Sandboxed on = new Sandboxed()) {
            on.sandbox.fault(operation.fault, "hang");
            CompletableFuture<?> call = operation.call.apply(on.client);
            assertThrows(TimeoutException.class, () -> call.get(20, TimeUnit.MILLISECONDS));
            CompletableFuture<?> limited = operation.call.apply(on.client).orTimeout(1, TimeUnit.NANOSECONDS);
            assertTrue(limited.handle((answer, failure) -> true).get());
        }
    }

    @Test
    void a_create_whose_future_is_cancelled_is_sent_once() throws Exception {
        try (Sandboxed on = new Sandboxed()) {
            on.sandbox.fault("create", "latency:300");
            CompletableFuture<Feedback> call = on.client.createAsync(Sandboxed.prompt());
            on.awaitArrival("/create", 1);
            call.cancel(true);
            while (on.seen("/create").get(0).getStatus() == null) {
                Thread.yield();
            }
            got(on.client.verifyCredentialsAsync());
            assertEquals(1, on.seen("/create").size());
            assertEquals(200, on.seen("/create").get(0).getStatus());
        }
    }

    @Test
    void what_fails_is_the_cause() throws Exception {
        try (Sandboxed on = new Sandboxed()) {
            CompletableFuture<Feedback> shown = on.client.showAsync("1");
            ExecutionException thrown = assertThrows(ExecutionException.class, () -> got(shown));
            assertInstanceOf(FeedbackException.NotFound.class, thrown.getCause());
            CompletionException joined = assertThrows(CompletionException.class, shown::join);
            assertInstanceOf(FeedbackException.NotFound.class, joined.getCause());
            on.client.close();
            ExecutionException closed =
                    assertThrows(ExecutionException.class, () -> got(on.client.verifyCredentialsAsync()));
            assertInstanceOf(FeedbackException.Configuration.class, closed.getCause());
            ExecutionException taken = assertThrows(
                    ExecutionException.class,
                    () -> got(Sandbox.startAsync(SandboxOptions.builder().port(portOf(on.sandbox)).build())));
            assertInstanceOf(FeedbackException.Configuration.class, taken.getCause());
        }
    }

    private static int portOf(Sandbox sandbox) {
        return java.net.URI.create(sandbox.getUrl()).getPort();
    }
}
