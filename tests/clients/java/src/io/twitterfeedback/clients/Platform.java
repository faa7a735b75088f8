package io.twitterfeedback.clients;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import com.github.scribejava.core.builder.ServiceBuilder;
import com.github.scribejava.core.httpclient.jdk.JDKHttpClientConfig;
import com.github.scribejava.core.model.OAuth1AccessToken;
import com.github.scribejava.core.model.OAuthRequest;
import com.github.scribejava.core.model.Response;
import com.github.scribejava.core.model.Verb;
import com.github.scribejava.core.oauth.OAuth10aService;
import io.twitterfeedback.clients.Sandbox.Keys;
import java.net.Proxy;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The platform's calls as scribejava signs and sends them. */
final class Platform {
    /** Every character that OAuth signatures are known to break on. */
    static final String HARD_TEXT = "a * ' ( ) ! ~ é 😀 & = + % z";
    /** Every parameter of create. */
    static final Map<String, String> PROMPT = Map.of(
            "type", "csat",
            "to_user_id", "343434343434",
            "message", HARD_TEXT,
            "privacy_url", "https://example.com/privacy?a=1&b=%20c",
            "external_id", "ticket 5555 " + HARD_TEXT,
            "question_variant_id", "32",
            "display_name", "*'()!~é😀&=+% Shop",
            "test", "true");

    /** Milliseconds; a guard against a hang, never waited out by a healthy run. */
    private static final int PATIENCE = 30_000;

    private final String base;
    private final OAuth10aService service;
    private final OAuth1AccessToken token;

    /** What was answered, whatever it is: scribejava makes no error of a refused call. */
    static final class Answer {
        final int status;
        final String body;
        private final Response response;

        Answer(Response response) throws Exception {
            this.response = response;
            status = response.getCode();
            body = response.getBody();
        }

        JsonNode good() throws Exception {
            assertEquals(200, status, body);
            return Sandbox.JSON.readTree(body);
        }

        List<Integer> codes() throws Exception {
            List<Integer> codes = new ArrayList<>();
            for (JsonNode error : Sandbox.JSON.readTree(body).path("errors")) codes.add(error.path("code").asInt());
            return codes;
        }

        String header(String name) {
            return response.getHeader(name);
        }
    }

    Platform(Sandbox sandbox) {
        this(sandbox, sandbox.keys);
    }

    Platform(Sandbox sandbox, Keys keys) {
        this(sandbox, keys, 0);
    }

    Platform(Sandbox sandbox, Keys keys, long offsetSeconds) {
        this(
                sandbox,
                service(sandbox, keys, null, offsetSeconds),
                new OAuth1AccessToken(keys.accessToken, keys.accessTokenSecret));
    }

    Platform(Sandbox sandbox, OAuth10aService service, OAuth1AccessToken token) {
        base = sandbox.url + "/1.1/";
        this.service = service;
        this.token = token;
    }

    /** The library's service; without a callback it asks for a PIN. */
    static OAuth10aService service(Sandbox sandbox, Keys keys, String callback, long offsetSeconds) {
        JDKHttpClientConfig direct = JDKHttpClientConfig.defaultConfig()
                .withProxy(Proxy.NO_PROXY)
                .withConnectTimeout(PATIENCE)
                .withReadTimeout(PATIENCE);
        ServiceBuilder builder = new ServiceBuilder(keys.consumerKey);
        builder.apiSecret(keys.consumerSecret).httpClientConfig(direct);
        if (callback != null) builder.callback(callback);
        return builder.build(new SandboxApi(sandbox.url, offsetSeconds));
    }

    Answer get(String call, Map<String, ?> query) throws Exception {
        OAuthRequest request = new OAuthRequest(Verb.GET, base + call + ".json");
        query.forEach((name, value) -> request.addQuerystringParameter(name, value.toString()));
        return send(request);
    }

    Answer post(String call, Map<String, ?> form) throws Exception {
        OAuthRequest request = new OAuthRequest(Verb.POST, base + call + ".json");
        form.forEach((name, value) -> request.addBodyParameter(name, value.toString()));
        return send(request);
    }

    Answer create(Map<String, ?> prompt) throws Exception {
        return post("feedback/create", prompt);
    }

    JsonNode show(String id) throws Exception {
        return get("feedback/show/" + id, Map.of()).good();
    }

    Answer verifyCredentials() throws Exception {
        return get("account/verify_credentials", Map.of());
    }

    Answer friendship(String id) throws Exception {
        return get("friendships/show", Map.of("target_id", id));
    }

    Answer send(OAuthRequest request) throws Exception {
        service.signRequest(token, request);
        try (Response response = service.execute(request)) {
            return new Answer(response);
        }
    }
}
