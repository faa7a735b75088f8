package io.twitterfeedback.clients;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.twitterfeedback.clients.Platform.Answer;
import io.twitterfeedback.clients.Sandbox.Keys;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Status and code of what the platform refuses, as scribejava hands them on. */
class RefusalsTest extends Sandboxed {
    /** Calls of verify_credentials in 15 minutes: the smallest limit that there is. */
    private static final int LIMIT = 75;

    private static void assertRefused(int status, int code, Answer answer) throws Exception {
        assertEquals(status, answer.status, answer.body);
        assertEquals(List.of(code), answer.codes());
    }

    @Test
    void a_wrong_secret_is_refused_with_32() throws Exception {
        Keys keys = sandbox.keys;
        Keys ofApp = new Keys(keys.consumerKey, "wrong", keys.accessToken, keys.accessTokenSecret);
        assertRefused(401, 32, new Platform(sandbox, ofApp).verifyCredentials());
        Keys ofToken = new Keys(keys.consumerKey, keys.consumerSecret, keys.accessToken, "wrong");
        assertRefused(401, 32, new Platform(sandbox, ofToken).verifyCredentials());
    }

    @Test
    void an_unknown_token_is_refused_with_89() throws Exception {
        Keys keys = sandbox.keys;
        Keys unknown = new Keys(keys.consumerKey, keys.consumerSecret, "1-unknown", keys.accessTokenSecret);
        assertRefused(401, 89, new Platform(sandbox, unknown).verifyCredentials());
    }

    @ParameterizedTest
    @ValueSource(longs = {-3600, 3600})
    void a_clock_an_hour_off_is_refused_with_135(long offset) throws Exception {
        assertRefused(401, 135, new Platform(sandbox, sandbox.keys, offset).verifyCredentials());
    }

    @Test
    void a_limit_that_is_used_up_is_refused_with_88_and_tells_when_it_resets() throws Exception {
        Platform platform = new Platform(sandbox);
        for (int left = LIMIT - 1; left >= 0; left--) {
            Answer answer = platform.verifyCredentials();
            answer.good();
            assertEquals(Integer.toString(left), answer.header("x-rate-limit-remaining"));
        }
        Answer answer = platform.verifyCredentials();
        assertRefused(429, 88, answer);
        assertEquals(Integer.toString(LIMIT), answer.header("x-rate-limit-limit"));
        assertTrue(Long.parseLong(answer.header("x-rate-limit-reset")) * 1000 > System.currentTimeMillis());
    }

    @Test
    void a_create_is_refused_with_88_and_without_headers() throws Exception {
        sandbox.order("faults", Map.of("operation", "create", "fault", "rate_limit"));
        Answer answer = new Platform(sandbox).create(Platform.PROMPT);
        assertRefused(429, 88, answer);
        assertNull(answer.header("x-rate-limit-reset"));
    }

    @ParameterizedTest
    @CsvSource({
        "9000000000000000404, 108",
        "9000000000000000063, 63",
        "9000000000000000349, 349",
        "9000000000000000150, 150"
    })
    void a_person_who_cannot_be_asked_is_refused_with_403(String person, int code) throws Exception {
        assertRefused(403, code, new Platform(sandbox).create(promptWith("to_user_id", person)));
    }

    @Test
    void asking_again_within_a_day_is_refused_with_403() throws Exception {
        Platform platform = new Platform(sandbox);
        platform.create(Platform.PROMPT).good();
        // The platform's own code is unknown.
        assertEquals(403, platform.create(Platform.PROMPT).status);
    }

    @Test
    void what_does_not_exist_is_refused_with_34_and_nobody_with_50() throws Exception {
        Platform platform = new Platform(sandbox);
        assertRefused(404, 34, platform.get("feedback/show/1", Map.of()));
        assertRefused(404, 50, platform.friendship("9000000000000000404"));
    }
}
