// The same in Java, with a policy.

import io.twitterfeedback.Client;
import io.twitterfeedback.Policy;
import io.twitterfeedback.Program;
import io.twitterfeedback.Prompt;
import io.twitterfeedback.QuietHours;
import io.twitterfeedback.Sandbox;
import io.twitterfeedback.SendOutcome;
import io.twitterfeedback.SyncReport;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

public class JavaAskOnce {
    public static void main(String[] arguments) throws InterruptedException, IOException {
        Policy policy = Policy.builder()
            .minInterval(Duration.ofDays(14))
            .quietHours(new QuietHours("03:00", "03:30", "Europe/Berlin"))
            .build();
        Path ledger = Files.createTempDirectory("helpdesk").resolve("feedback.db");
        try (Sandbox sandbox = Sandbox.startBlocking();
                Client client = sandbox.client();
                Program program = Program.openBlocking(client, ledger, policy)) {
            Prompt prompt =
                Prompt.csat("343434343434", "Thank you for talking to Furni!", "https://furni.example/privacy", "t_1");
            SendOutcome outcome = program.sendBlocking(prompt);
            if (outcome instanceof SendOutcome.Sent) {
                System.out.println("asked: feedback " + ((SendOutcome.Sent) outcome).getFeedback().getId());
            } else if (outcome instanceof SendOutcome.Skipped) {
                System.out.println("not asked: " + ((SendOutcome.Skipped) outcome).getReason());
            }
            sandbox.advance(Duration.ofDays(2)); // events are shown once they are 24 hours old
            SyncReport report = program.syncBlocking();
            System.out.println(report.getEvents() + " events, complete through " + report.getCompleteThrough());
        }
    }
}
