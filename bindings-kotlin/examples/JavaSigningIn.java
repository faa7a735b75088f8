// The same in Java, for an account that comes back from the service's page to your own.

import io.twitterfeedback.Sandbox;
import io.twitterfeedback.SandboxCredentials;
import io.twitterfeedback.SignIn;
import io.twitterfeedback.SignInOptions;
import java.nio.file.Path;

public class JavaSigningIn {
    public static void main(String[] arguments) throws InterruptedException {
        try (Sandbox sandbox = Sandbox.startBlocking()) {
            SandboxCredentials app = sandbox.getCredentials(); // the keys on your app's page
            SignInOptions options = SignInOptions.builder(app.getConsumerKey(), app.getConsumerSecret())
                .callback("https://helpdesk.example/signed-in")
                .apiBase(sandbox.getUrl()) // not with the real service
                .build();
            SignIn begun = SignIn.beginAsync(options).join();
            // In the session: whoever has the secret must be the one who began.
            String token = begun.getOauthToken();
            String secret = begun.getOauthTokenSecret();
            System.out.println("send the browser to " + begun.getAuthorizeUrl());

            String url = sandbox.authorize(token); // the sandbox agrees, and the browser comes to this URL
            SignIn.resume(options, token, secret)
                .completeCallbackAsync(url)
                .thenAccept(signedIn -> {
                    signedIn.getCredentials().toFile(Path.of("credentials.json"));
                    System.out.println("signed in as @" + signedIn.getScreenName());
                })
                .join();
        }
    }
}
