import io.twitterfeedback.Sandbox;
import io.twitterfeedback.SandboxCredentials;
import java.io.IOException;
import java.util.Map;

/** Runs programs one after the other, each in a JVM of its own, with the environment of one sandbox. */
public final class RunEach {
    private RunEach() {}

    /** Takes the programs' classes. */
    public static void main(String[] programs) throws IOException, InterruptedException {
        try (Sandbox sandbox = Sandbox.startBlocking()) {
            for (String program : programs) {
                System.out.println("-- " + program);
                if (run(program, sandbox) != 0) {
                    throw new IllegalStateException(program + " failed");
                }
            }
        }
    }

    private static int run(String program, Sandbox sandbox) throws IOException, InterruptedException {
        SandboxCredentials keys = sandbox.getCredentials();
        ProcessBuilder builder =
            new ProcessBuilder("java", "-cp", System.getProperty("java.class.path"), program).inheritIO();
        builder.environment().putAll(Map.of(
            "TWITTER_FEEDBACK_CONSUMER_KEY", keys.getConsumerKey(),
            "TWITTER_FEEDBACK_CONSUMER_SECRET", keys.getConsumerSecret(),
            "TWITTER_FEEDBACK_ACCESS_TOKEN", keys.getAccessToken(),
            "TWITTER_FEEDBACK_ACCESS_TOKEN_SECRET", keys.getAccessTokenSecret(),
            "TWITTER_FEEDBACK_API_BASE", sandbox.getUrl(),
            "TWITTER_FEEDBACK_CLOCK", "service"));
        return builder.start().waitFor();
    }
}
