package io.twitterfeedback.clients;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.github.scribejava.core.exceptions.OAuthException;
import com.github.scribejava.core.model.OAuth1AccessToken;
import com.github.scribejava.core.model.OAuth1RequestToken;
import com.github.scribejava.core.oauth.OAuth10aService;
import io.twitterfeedback.clients.Platform.Answer;
import io.twitterfeedback.clients.Sandbox.Keys;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Signing in with scribejava's own three-legged flow. */
class SignInTest extends Sandboxed {
    /** Nobody listens there: the browser of these tests is not followed. */
    private static final String CALLBACK = "http://127.0.0.1:8910/signed-in?tab=1";
    private static final String WRONG_VERIFIER =
            "Error processing your OAuth request: Invalid oauth_verifier parameter";
    private static final String UNKNOWN_TOKEN = "Invalid request token.";

    /** How the button is pressed. */
    enum Press {
        IN_A_BROWSER {
            @Override
            String on(SignInTest test, String page, String token) throws Exception {
                return Browser.press(page, Browser.ALLOW);
            }
        },
        BY_AN_ORDER {
            @Override
            String on(SignInTest test, String page, String token) throws Exception {
                JsonNode told = test.sandbox.order("authorize", Map.of("oauth_token", token));
                return told.path(told.has("pin") ? "pin" : "redirect").asText();
            }
        };

        abstract String on(SignInTest test, String page, String token) throws Exception;
    }

    private OAuth10aService service(String callback) {
        return Platform.service(sandbox, sandbox.keys, callback, 0);
    }

    private Platform assertSignedIn(OAuth10aService service, OAuth1AccessToken token) throws Exception {
        Platform platform = new Platform(sandbox, service, token);
        JsonNode user = platform.verifyCredentials().good();
        assertEquals(sandbox.userId, user.path("id_str").asText());
        assertEquals(sandbox.userId, token.getParameter("user_id"));
        assertEquals(user.path("screen_name").asText(), token.getParameter("screen_name"));
        return platform;
    }

    /** scribejava looks at no status: what is no token is an exception with the whole body. */
    private static void assertRefused(String body, Executable step) {
        OAuthException error = assertThrows(OAuthException.class, step);
        String message = "Response body is incorrect. Can't extract token and secret from this: '" + body + "'";
        assertEquals(message, error.getMessage());
    }

    private static String parameter(String url, String name) {
        for (String pair : url.substring(url.indexOf('?') + 1).split("&")) {
            if (pair.startsWith(name + "=")) return pair.substring(name.length() + 1);
        }
        return null;
    }

    @ParameterizedTest
    @EnumSource
    void a_pin_becomes_a_token_that_works(Press press) throws Exception {
        try (OAuth10aService service = service(null)) {
            OAuth1RequestToken begun = service.getRequestToken();
            assertTrue(begun.isOauthCallbackConfirmed());
            String pin = press.on(this, service.getAuthorizationUrl(begun), begun.getToken());
            assertTrue(pin.matches("[0-9]{7}"), pin);
            assertSignedIn(service, service.getAccessToken(begun, pin));
        }
    }

    @ParameterizedTest
    @EnumSource
    void a_callback_becomes_a_token_that_works(Press press) throws Exception {
        try (OAuth10aService service = service(CALLBACK)) {
            OAuth1RequestToken begun = service.getRequestToken();
            String cameBack = press.on(this, service.getAuthorizationUrl(begun), begun.getToken());
            assertTrue(cameBack.startsWith(CALLBACK + "&"), cameBack);
            assertEquals(begun.getToken(), parameter(cameBack, "oauth_token"));
            assertSignedIn(service, service.getAccessToken(begun, parameter(cameBack, "oauth_verifier")));
        }
    }

    @Test
    void a_person_who_declines_comes_back_without_a_verifier_and_none_works() throws Exception {
        try (OAuth10aService service = service(CALLBACK)) {
            OAuth1RequestToken begun = service.getRequestToken();
            String cameBack = Browser.press(service.getAuthorizationUrl(begun), Browser.CANCEL);
            assertEquals(CALLBACK + "&denied=" + begun.getToken(), cameBack);
            assertRefused(UNKNOWN_TOKEN, () -> service.getAccessToken(begun, "any"));
        }
    }

    @Test
    void a_person_who_declines_is_shown_no_pin() throws Exception {
        try (OAuth10aService service = service(null)) {
            OAuth1RequestToken begun = service.getRequestToken();
            assertNull(Browser.press(service.getAuthorizationUrl(begun), Browser.CANCEL));
            assertRefused(UNKNOWN_TOKEN, () -> service.getAccessToken(begun, "1234567"));
        }
    }

    @Test
    void a_wrong_pin_is_refused_and_the_right_one_still_works_once() throws Exception {
        try (OAuth10aService service = service(null)) {
            OAuth1RequestToken begun = service.getRequestToken();
            String pin = Browser.press(service.getAuthorizationUrl(begun), Browser.ALLOW);
            String wrong = String.format("%07d", (Integer.parseInt(pin) + 1) % 10_000_000);
            assertRefused(WRONG_VERIFIER, () -> service.getAccessToken(begun, wrong));
            assertSignedIn(service, service.getAccessToken(begun, pin));
            assertRefused(UNKNOWN_TOKEN, () -> service.getAccessToken(begun, pin));
        }
    }

    @Test
    void an_unlisted_callback_is_refused_with_415() throws Exception {
        try (OAuth10aService service = service("https://unapproved.example/signed-in")) {
            assertRefused(
                    "<?xml version='1.0' encoding='UTF-8'?><errors><error code=\"415\">Callback URL not approved for"
                            + " this client application. Approved callback URLs can be adjusted in your application"
                            + " settings</error></errors>",
                    service::getRequestToken);
        }
    }

    @Test
    void a_wrong_secret_of_the_app_is_refused_with_32() throws Exception {
        Keys wrong = new Keys(sandbox.keys.consumerKey, "wrong", "", "");
        try (OAuth10aService service = Platform.service(sandbox, wrong, null, 0)) {
            String body = "{\"errors\":[{\"code\":32,\"message\":\"Could not authenticate you.\"}]}";
            assertRefused(body, service::getRequestToken);
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {-3600, 3600})
    void a_clock_an_hour_off_is_refused_with_135(long offset) throws Exception {
        try (OAuth10aService service = Platform.service(sandbox, sandbox.keys, null, offset)) {
            String body = "{\"errors\":[{\"code\":135,\"message\":\"Timestamp out of bounds.\"}]}";
            assertRefused(body, service::getRequestToken);
        }
    }

    @Test
    void an_invalidated_token_is_refused_with_89_and_signing_in_gives_another() throws Exception {
        try (OAuth10aService service = service(null)) {
            OAuth1AccessToken first = signedIn(service);
            Platform platform = assertSignedIn(service, first);
            JsonNode ended = platform.post("oauth/invalidate_token", Map.of()).good();
            assertEquals(first.getToken(), ended.path("access_token").asText());
            Answer refused = platform.verifyCredentials();
            assertEquals(401, refused.status);
            assertEquals(List.of(89), refused.codes());
            OAuth1AccessToken second = signedIn(service);
            assertNotEquals(first.getToken(), second.getToken());
            assertSignedIn(service, second);
        }
    }

    private static OAuth1AccessToken signedIn(OAuth10aService service) throws Exception {
        OAuth1RequestToken begun = service.getRequestToken();
        return service.getAccessToken(begun, Browser.press(service.getAuthorizationUrl(begun), Browser.ALLOW));
    }
}
