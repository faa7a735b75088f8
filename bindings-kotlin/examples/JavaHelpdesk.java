// The same in Java, where nobody waits for the service.

import io.twitterfeedback.Client;
import io.twitterfeedback.FeedbackException;
import io.twitterfeedback.Prompt;
import java.util.concurrent.CompletableFuture;

public class JavaHelpdesk {
    static CompletableFuture<String> caseResolved(Client client, String id, String customer) {
        Prompt prompt = Prompt.csat(customer, "Thank you for talking to Furni!", "https://furni.example/privacy", id);
        return client.createAsync(prompt).handle((feedback, error) -> {
            if (error == null) {
                return "asked: feedback " + feedback.getId();
            }
            if (error instanceof FeedbackException && !((FeedbackException) error).getMaybeSent()) {
                return "not asked: " + error.getMessage();
            }
            return "perhaps asked, so never ask again: " + error.getMessage();
        });
    }

    public static void main(String[] arguments) {
        try (Client client = Client.fromEnv()) {
            System.out.println(caseResolved(client, "ticket_5556", "343434343435").join());
        }
    }
}
