package io.twitterfeedback.clients;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import com.fasterxml.jackson.databind.JsonNode;
import io.twitterfeedback.clients.Platform.Answer;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The customer's own app: scribejava signs what answers and closes a card. */
class CustomerTest extends Sandboxed {
    private Platform sender;
    private Platform customer;
    private String card;

    @BeforeEach
    void ask() throws Exception {
        sender = new Platform(sandbox);
        customer = new Platform(sandbox, sandbox.recipient(Platform.PROMPT.get("to_user_id")));
        card = sender.create(Platform.PROMPT).good().path("id").asText();
    }

    private Answer submit(Map<String, ?> given) throws Exception {
        return customer.post("feedback/submit/" + card, given);
    }

    private Answer dismiss() throws Exception {
        return customer.post("feedback/dismiss/" + card, Map.of());
    }

    @Test
    void a_customer_scores_first_and_writes_later() throws Exception {
        submit(Map.of("score", 4)).good();
        assertFalse(sender.show(card).path("response").has("text"));
        JsonNode shown = submit(Map.of("text", Platform.HARD_TEXT)).good();
        assertEquals(sender.show(card), shown);
        assertEquals(4, shown.path("response").path("score").path("value").asInt());
        assertEquals(Platform.HARD_TEXT, shown.path("response").path("text").path("value").asText());
    }

    @Test
    void what_was_answered_is_refused_with_409() throws Exception {
        submit(Map.of("score", 4)).good();
        assertEquals(409, submit(Map.of("score", 5)).status);
        assertEquals(409, dismiss().status);
        assertEquals(4, sender.show(card).path("response").path("score").path("value").asInt());
    }

    @Test
    void a_dismissed_card_tells_its_sender_nothing_and_takes_no_answer() throws Exception {
        JsonNode before = sender.show(card);
        dismiss().good();
        assertEquals(before, sender.show(card));
        assertEquals(409, submit(Map.of("score", 4)).status);
        assertEquals(409, dismiss().status);
    }

    @ParameterizedTest
    @ValueSource(strings = {"submit", "dismiss"})
    void a_card_is_nobody_elses(String call) throws Exception {
        Platform stranger = new Platform(sandbox, sandbox.recipient("565656565656"));
        for (Platform other : List.of(sender, stranger)) {
            Answer answer = other.post("feedback/" + call + "/" + card, Map.of("score", 4));
            assertEquals(404, answer.status);
            assertEquals(List.of(34), answer.codes());
        }
    }

    @Test
    void a_customer_asks_nobody() throws Exception {
        Answer answer = customer.create(promptWith("to_user_id", "565656565656"));
        assertEquals(403, answer.status);
        assertEquals(List.of(220), answer.codes());
    }
}
