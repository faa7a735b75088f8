package io.twitterfeedback;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Interrupting a thread that waits. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class InterruptTest {
    interface Call {
        Object on(Client client) throws InterruptedException;
    }

    enum Operation {
        CREATE("create", "/create", client -> client.createBlocking(Sandboxed.prompt())),
        SHOW("show", "/show/", client -> client.showBlocking("1")),
        CAN_DM("friendship", "/friendships/", client -> client.canDmBlocking("1")),
        FRIENDSHIP("friendship", "/friendships/", client -> client.friendshipBlocking("1")),
        VERIFY_CREDENTIALS("any", "/verify", Client::verifyCredentialsBlocking),
        SERVICE_TIME("any", "/", Client::serviceTimeBlocking),
        DOCTOR("any", "/", Client::doctorBlocking),
        NEXT_PAGE("events", "/events", client -> client.eventPager().nextPageBlocking());

        final String fault;
        final String path;
        final Call call;

        Operation(String fault, String path, Call call) {
            this.fault = fault;
            this.path = path;
            this.call = call;
        }
    }

    /** What a call in a thread of its own throws when the thread is interrupted. */
    private static Throwable interrupted(Call call, Client client, Runnable before) throws Exception {
        CompletableFuture<Throwable> end = new CompletableFuture<>();
        Thread thread = new Thread(() -> {
            try {
                end.complete(new AssertionError("it returned " + call.on(client)));
            } catch (InterruptedException expected) {
                end.complete(expected);
            } catch (RuntimeException other) {
                end.complete(other);
            }
        });
        thread.start();
        before.run();
        thread.interrupt();
        return end.get(Sandboxed.GUARD_SECONDS, TimeUnit.SECONDS);
    }

    @ParameterizedTest
    @EnumSource
    void it_throws_InterruptedException_and_the_client_works_on(Operation operation) throws Exception {
        try (Sandboxed on = new Sandboxed()) {
            on.sandbox.fault(operation.fault, "hang");
            Throwable thrown = interrupted(operation.call, on.client, () -> on.awaitArrival(operation.path, 1));
            assertInstanceOf(InterruptedException.class, thrown);
            assertEquals(on.sandbox.getUserId(), on.client.verifyCredentialsBlocking().getUserId());
        }
    }

    @Test
    void a_stream_ends_with_a_CancellationException() throws Exception {
        List<Call> streams =
                List.of(client -> client.eventsBlocking().count(), client -> client.eventPagesBlocking().count());
        for (Call stream : streams) {
            try (Sandboxed on = new Sandboxed()) {
                on.sandbox.fault("events", "hang");
                Throwable thrown = interrupted(stream, on.client, () -> on.awaitArrival("/events", 1));
                assertInstanceOf(CancellationException.class, thrown);
                assertInstanceOf(InterruptedException.class, thrown.getCause());
            }
        }
    }

    @Test
    void a_create_that_is_interrupted_goes_on_by_itself_and_is_sent_once() throws Exception {
        try (Sandboxed on = new Sandboxed()) {
            on.sandbox.fault("create", "latency:300");
            Call create = client -> client.createBlocking(Sandboxed.prompt());
            Throwable thrown = interrupted(create, on.client, () -> on.awaitArrival("/create", 1));
            assertInstanceOf(InterruptedException.class, thrown);
            while (on.seen("/create").get(0).getStatus() == null) {
                Thread.yield();
            }
            on.client.verifyCredentialsBlocking();
            List<LoggedRequest> creates = on.seen("/create");
            assertEquals(1, creates.size());
            assertEquals(200, creates.get(0).getStatus());
        }
    }

    @Test
    void a_thread_that_is_interrupted_already_asks_nothing() throws Exception {
        try (Sandboxed on = new Sandboxed()) {
            Stream.of(Operation.values()).forEach(operation -> {
                Thread.currentThread().interrupt();
                assertThrows(InterruptedException.class, () -> operation.call.on(on.client), operation.name());
            });
            Thread.currentThread().interrupt();
            assertThrows(InterruptedException.class, Sandbox::startBlocking);
            assertEquals(List.of(), on.sandbox.getRequests());
        }
    }
}
