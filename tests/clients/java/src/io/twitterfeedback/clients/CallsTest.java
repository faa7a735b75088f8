package io.twitterfeedback.clients;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.github.scribejava.core.model.OAuthRequest;
import com.github.scribejava.core.model.Verb;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What scribejava signs is understood, and what comes back is whole. */
class CallsTest extends Sandboxed {
    private static final long DAY = 86_400_000;
    /** Smaller than the default of 100, so that a small past has many pages, empty ones among them. */
    private static final int PER_PAGE = 20;

    @Test
    void verify_credentials_names_the_owner_of_the_token() throws Exception {
        assertEquals(sandbox.userId, new Platform(sandbox).verifyCredentials().good().path("id_str").asText());
    }

    private void assertAsSent(JsonNode feedback) {
        Platform.PROMPT.forEach((name, value) -> {
            if (!name.equals("message")) assertEquals(value, feedback.path(name).asText(), name);
        });
        assertEquals(sandbox.userId, feedback.path("from_user_id").asText());
        assertFalse(feedback.has("response"));
    }

    @Test
    void a_prompt_of_hard_characters_comes_back_as_it_was_sent() throws Exception {
        Platform platform = new Platform(sandbox);
        JsonNode created = platform.create(Platform.PROMPT).good();
        assertAsSent(created);
        JsonNode shown = platform.show(created.path("id").asText());
        assertAsSent(shown);
        assertEquals(Platform.HARD_TEXT, shown.path("text").asText());
    }

    @Test
    void parameters_of_a_post_in_the_query_are_signed_and_read_like_a_form() throws Exception {
        OAuthRequest request = new OAuthRequest(Verb.POST, sandbox.url + "/1.1/feedback/create.json");
        Platform.PROMPT.forEach(request::addQuerystringParameter);
        assertAsSent(new Platform(sandbox).send(request).good());
    }

    @Test
    void an_answer_is_shown_with_its_score_and_text() throws Exception {
        Platform platform = new Platform(sandbox);
        String id = platform.create(Platform.PROMPT).good().path("id").asText();
        sandbox.order("answer", Map.of("feedback_id", id, "score", 4, "text", Platform.HARD_TEXT));
        JsonNode response = platform.show(id).path("response");
        assertEquals(4, response.path("score").path("value").asInt());
        assertEquals(Platform.HARD_TEXT, response.path("text").path("value").asText());
    }

    @ParameterizedTest
    @CsvSource({"343434343434, true", "9000000000000000150, false", "9000000000000000000, null"})
    void a_friendship_tells_whether_a_person_can_be_messaged(String person, String canDm) throws Exception {
        JsonNode relationship = new Platform(sandbox).friendship(person).good().path("relationship");
        assertEquals(canDm, relationship.path("source").path("can_dm").toString());
        assertEquals(person, relationship.path("target").path("id_str").asText());
    }

    @Test
    void a_walk_to_the_empty_cursor_yields_every_feedback_of_the_period() throws Exception {
        long now = System.currentTimeMillis();
        long begin = now - 8 * DAY;
        long end = now - DAY;
        seed(40, begin - 2 * DAY, begin - 1000);
        int created = seed(250, begin, end);
        seed(40, end + 1000, now);

        List<JsonNode> pages = walk(begin, end);
        assertTrue(
                pages.subList(0, pages.size() - 1).stream().anyMatch(page -> page.path("events").isEmpty()),
                "no empty page in the middle: this proves too little");
        // Times have a resolution of a second, and the ends of a period mean the seconds they lie in.
        DateTimeFormatter written = DateTimeFormatter.ofPattern("EEE MMM dd HH:mm:ss Z yyyy", Locale.ENGLISH);
        Set<String> asked = new HashSet<>();
        boolean answered = false;
        for (JsonNode page : pages) {
            for (JsonNode event : page.path("events")) {
                Instant at = ZonedDateTime.parse(event.path("created_at").asText(), written).toInstant();
                assertTrue(at.getEpochSecond() >= begin / 1000 && at.getEpochSecond() <= end / 1000, at::toString);
                boolean isNew = event.path("event_type").asText().equals("feedback.created");
                if (isNew) asked.add(event.path("feedback").path("id").asText());
                else answered |= event.path("feedback").has("response");
            }
        }
        assertEquals(created, asked.size());
        assertTrue(answered);
    }

    private int seed(int count, long from, long to) throws Exception {
        return sandbox.order("seed", Map.of("count", count, "from", from, "to", to)).path("feedbacks").asInt();
    }

    private List<JsonNode> walk(long from, long to) throws Exception {
        Platform platform = new Platform(sandbox);
        List<JsonNode> pages = new ArrayList<>();
        Set<String> seen = new HashSet<>();
        Map<String, ?> place = Map.of("from_time", from, "to_time", to, "count", PER_PAGE);
        while (true) {
            JsonNode page = platform.get("feedback/events", place).good();
            pages.add(page);
            String cursor = page.path("next_cursor").asText();
            if (cursor.isEmpty()) return pages;
            assertTrue(seen.add(cursor), "a cursor that comes again would never end");
            place = Map.of("cursor", cursor, "count", PER_PAGE);
        }
    }
}
