// The same in Java, closing what it opens.

import io.twitterfeedback.Client;
import io.twitterfeedback.Feedback;
import io.twitterfeedback.Prompt;
import io.twitterfeedback.Sandbox;
import java.time.Duration;

public class JavaTour {
    public static void main(String[] arguments) throws InterruptedException {
        try (Sandbox sandbox = Sandbox.startBlocking(); Client client = sandbox.client()) {
            Prompt prompt =
                Prompt.csat("343434343434", "Thank you for talking to Furni!", "https://furni.example/privacy");
            Feedback feedback = client.createBlocking(prompt);
            sandbox.answer(feedback.getId(), 5, "You were quick.");
            sandbox.advance(Duration.ofDays(2)); // events are shown once they are 24 hours old
            client.eventsBlocking().forEach(event -> System.out.println(
                event.getEventType() + " " + event.getFeedback().getScore() + " " + event.getFeedback().getComment()));
        }
    }
}
