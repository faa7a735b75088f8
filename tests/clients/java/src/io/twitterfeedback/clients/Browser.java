package io.twitterfeedback.clients;

import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The person at the browser, over HTTP: opens the page, reads its form, presses one of its buttons. */
final class Browser {
    static final String ALLOW = "Authorize app";
    static final String CANCEL = "Cancel";
    private static final Pattern FORM = Pattern.compile("(<form[^>]*>)(.*?)</form>", Pattern.DOTALL);
    private static final Pattern INPUT = Pattern.compile("<input[^>]*>");
    private static final Pattern BUTTON = Pattern.compile("(<button[^>]*>)([^<]*)</button>");
    private static final Pattern ATTRIBUTE = Pattern.compile(" ([a-z]+)=\"([^\"]*)\"");
    private static final Pattern PIN = Pattern.compile("id=\"oauth_pin\">.*?<code>([0-9]+)</code>", Pattern.DOTALL);

    private Browser() {}

    /** The PIN that is shown afterwards, or the URL that the browser is sent to; null where there is neither. */
    static String press(String address, String label) throws Exception {
        HttpResponse<String> page = send(HttpRequest.newBuilder(URI.create(address)));
        Matcher form = FORM.matcher(page.body());
        if (!form.find()) throw new AssertionError("a page without a form: " + page.statusCode());
        Map<String, String> fields = new LinkedHashMap<>();
        Matcher input = INPUT.matcher(form.group(2));
        while (input.find()) add(fields, attributes(input.group()));
        Matcher button = BUTTON.matcher(form.group(2));
        while (button.find()) {
            if (button.group(2).equals(label)) add(fields, attributes(button.group(1)));
        }
        Map<String, String> where = attributes(form.group(1));
        URI target = URI.create(address).resolve(where.get("action"));
        // A browser also tells the form's origin, which the oldest of these JDKs lets nobody set.
        HttpResponse<String> answer = send(HttpRequest.newBuilder(target)
                .header("content-type", "application/x-www-form-urlencoded")
                .method(where.get("method").toUpperCase(Locale.ROOT), BodyPublishers.ofString(encoded(fields))));
        Matcher pin = PIN.matcher(answer.body());
        return answer.headers().firstValue("location").orElseGet(() -> pin.find() ? pin.group(1) : null);
    }

    private static HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
        request.header("accept", "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8");
        HttpResponse<String> answer =
                Sandbox.HTTP.send(request.timeout(Duration.ofSeconds(30)).build(), BodyHandlers.ofString());
        if (answer.statusCode() >= 400) throw new AssertionError("a page with " + answer.statusCode());
        return answer;
    }

    private static void add(Map<String, String> fields, Map<String, String> tag) {
        if (tag.containsKey("name")) fields.put(tag.get("name"), tag.get("value"));
    }

    private static Map<String, String> attributes(String tag) {
        Map<String, String> found = new LinkedHashMap<>();
        Matcher attribute = ATTRIBUTE.matcher(tag);
        while (attribute.find()) found.put(attribute.group(1), text(attribute.group(2)));
        return found;
    }

    private static String text(String html) {
        return html.replace("&lt;", "<")
                .replace("&gt;", ">")
                .replace("&quot;", "\"")
                .replace("&#39;", "'")
                .replace("&amp;", "&");
    }

    private static String encoded(Map<String, String> fields) {
        return fields.entrySet().stream()
                .map(field -> URLEncoder.encode(field.getKey(), StandardCharsets.UTF_8) + "="
                        + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
    }
}
