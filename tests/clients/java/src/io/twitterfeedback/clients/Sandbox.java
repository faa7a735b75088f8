package io.twitterfeedback.clients;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** The sandbox as another process, and its own calls, which are not part of the platform and take no signature. */
final class Sandbox {
    static final ObjectMapper JSON = new ObjectMapper();
    /** Seconds; a guard against a hang, never waited out by a healthy run. */
    private static final long PATIENCE = 30;
    /** Without a proxy, which could not reach the loopback. */
    static final HttpClient HTTP =
            HttpClient.newBuilder().proxy(HttpClient.Builder.NO_PROXY).version(HttpClient.Version.HTTP_1_1).build();

    final String url;
    final String userId;
    final Keys keys;
    private final Process process;

    /** What signs: the app's pair and an account's. */
    static final class Keys {
        final String consumerKey;
        final String consumerSecret;
        final String accessToken;
        final String accessTokenSecret;

        Keys(JsonNode printed) {
            this(
                    printed.path("consumer_key").asText(),
                    printed.path("consumer_secret").asText(),
                    printed.path("access_token").asText(),
                    printed.path("access_token_secret").asText());
        }

        Keys(String consumerKey, String consumerSecret, String accessToken, String accessTokenSecret) {
            this.consumerKey = consumerKey;
            this.consumerSecret = consumerSecret;
            this.accessToken = accessToken;
            this.accessTokenSecret = accessTokenSecret;
        }
    }

    Sandbox() throws Exception {
        String binary = System.getenv("TWITTER_FEEDBACK_BIN");
        if (binary == null) {
            throw new IllegalStateException("TWITTER_FEEDBACK_BIN must name the twitter-feedback command");
        }
        process = new ProcessBuilder(binary, "sandbox", "--port", "0", "--json")
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        JsonNode printed;
        try {
            printed = JSON.readTree(firstLine(process));
        } catch (Exception silent) {
            process.destroyForcibly();
            throw silent;
        }
        url = printed.path("url").asText();
        userId = printed.path("user_id").asText();
        keys = new Keys(printed.path("credentials"));
    }

    private static String firstLine(Process process) throws Exception {
        InputStreamReader bytes = new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8);
        BufferedReader output = new BufferedReader(bytes);
        CompletableFuture<String> line = CompletableFuture.supplyAsync(() -> {
            try {
                return output.readLine();
            } catch (IOException closed) {
                return null;
            }
        });
        String printed = line.get(PATIENCE, TimeUnit.SECONDS);
        if (printed == null) throw new IllegalStateException("the sandbox printed nothing and ended");
        return printed;
    }

    JsonNode order(String call, Map<String, ?> body) throws Exception {
        ObjectNode order = JSON.valueToTree(body);
        HttpRequest request = HttpRequest.newBuilder(URI.create(url + "/_sandbox/" + call))
                .timeout(Duration.ofSeconds(PATIENCE))
                .POST(BodyPublishers.ofString(order.toString()))
                .build();
        HttpResponse<String> answer = HTTP.send(request, BodyHandlers.ofString());
        if (answer.statusCode() != 200) {
            throw new AssertionError(call + ": " + answer.statusCode() + " " + answer.body());
        }
        return JSON.readTree(answer.body());
    }

    /** The keys of a customer's own app. */
    Keys recipient(String id) throws Exception {
        return new Keys(order("recipient", Map.of("user_id", id)));
    }

    void stop() throws InterruptedException {
        process.destroy();
        if (!process.waitFor(PATIENCE, TimeUnit.SECONDS)) {
            process.destroyForcibly();
            throw new AssertionError("the sandbox had to be killed");
        }
    }
}
