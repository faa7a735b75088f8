package io.twitterfeedback;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;

/** A sandbox without limits and a patient client of it, for Java's tests. */
final class Sandboxed implements AutoCloseable {
    static final String PERSON = "343434343434";
    static final long GUARD_SECONDS = 60;

    final Sandbox sandbox;
    final Client client;

    Sandboxed() throws InterruptedException {
        sandbox = Sandbox.startBlocking(SandboxOptions.builder().limits(false).build());
        Duration guard = Duration.ofSeconds(GUARD_SECONDS);
        ClientOptions patient =
                ClientOptions.builder().timeout(guard).readTimeout(guard).operationTimeout(guard).maxTries(1).build();
        client = sandbox.client(patient);
    }

    static Prompt prompt() {
        return Prompt.csat(PERSON, "Thank you for talking to Furni!", "https://furni.example/privacy");
    }

    /** The week that a new sandbox shows, of which a page has few events. */
    EventsQuery past() {
        Instant end = sandbox.getNow().minus(Duration.ofDays(1)).minus(Duration.ofMinutes(1));
        return new EventsQuery(end.minus(Duration.ofDays(7)), end, 5);
    }

    void seed(EventsQuery period) throws InterruptedException {
        sandbox.seedBlocking(60, period.getFromTime(), period.getToTime());
    }

    List<LoggedRequest> seen(String part) {
        return sandbox.getRequests().stream()
                .filter(request -> request.getPath().contains(part))
                .collect(Collectors.toList());
    }

    void awaitArrival(String part, int times) {
        long end = System.nanoTime() + GUARD_SECONDS * 1_000_000_000L;
        while (seen(part).size() < times) {
            if (System.nanoTime() > end) {
                throw new AssertionError("what was waited for never came");
            }
            Thread.yield();
        }
    }

    @Override
    public void close() {
        client.close();
        sandbox.close();
    }
}
