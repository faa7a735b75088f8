package io.twitterfeedback;

import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.concurrent.CancellationException;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class StreamInterruptTest {
    @Test
    @DisplayName("A stream that is interrupted ends with what Java can catch, and the thread stays interrupted")
    void interrupted() throws InterruptedException {
        try (Sandbox sandbox = Sandbox.startBlocking(); Client client = sandbox.client();
                Stream<FeedbackEvent> events = client.eventsBlocking()) {
            Thread.currentThread().interrupt();
            CancellationException thrown = assertThrows(CancellationException.class, events::count);
            assertTrue(Thread.interrupted());
            assertInstanceOf(InterruptedException.class, thrown.getCause());
        }
    }
}
