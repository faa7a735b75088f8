package io.twitterfeedback;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

/** Java, with webhooks. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class DeliveryTest {
    private final WebhookCredentials credentials = WebhookCredentials.generate();

    @Test
    void a_delivery_that_was_made_up_is_verified() {
        WebhookVerifier verifier = new WebhookVerifier(credentials);
        SampleDelivery sample = SampleDelivery.builder()
                .type("csat")
                .score(5)
                .externalId("ticket_5555")
                .createdAt(Instant.ofEpochSecond(1_700_000_000))
                .credentials(credentials)
                .build();
        verifier.authenticate(sample.getAuthorization());
        FeedbackEvent event = verifier.verify(sample.getBody(), sample.getAuthorization());
        assertEquals(5L, event.getFeedback().getScore());
        assertEquals("ticket_5555", FeedbackEvent.fromWebhook(sample.getBody()).getFeedback().getExternalId());
        assertEquals(credentials.getAuthorization(), sample.getHeaders().get("authorization"));
        FeedbackException refused =
                assertThrows(FeedbackException.Webhook.class, () -> verifier.verify(sample.getBody(), null));
        assertEquals(401, refused.getStatus());
    }

    @Test
    void addresses_are_looked_at_where_networks_are_given() {
        WebhookVerifier networks = new WebhookVerifier(List.of(), WebhookVerifier.PUBLISHED_NETWORKS);
        networks.authenticate(null, "199.59.148.1");
        assertThrows(FeedbackException.Webhook.class, () -> networks.authenticate(null, "192.0.2.1"));
        WebhookVerifier behind =
                new WebhookVerifier(List.of(credentials), WebhookVerifier.PUBLISHED_NETWORKS, List.of("10.0.0.0/8"));
        behind.authenticate(credentials.getAuthorization(), "10.0.0.1", "199.16.156.1");
        assertThrows(FeedbackException.Configuration.class, () -> new WebhookVerifier(List.of()));
    }

    @Test
    void a_sandbox_tells_what_it_delivered() throws InterruptedException {
        try (Sandboxed on = new Sandboxed()) {
            on.sandbox.webhook("http://127.0.0.1:1/", credentials.getUsername(), credentials.getPassword(), 1);
            Feedback created = on.client.createBlocking(Sandboxed.prompt());
            on.sandbox.dismiss(created.getId());
            List<LoggedDelivery> logged = on.sandbox.deliveriesBlocking();
            assertEquals(2, logged.size());
            assertEquals(credentials.getAuthorization(), logged.get(0).getAuthorization());
            assertNull(logged.get(0).getStatus());
            assertEquals(Sandboxed.PERSON, on.sandbox.recipient(Sandboxed.PERSON).getUserId());
        }
    }
}
