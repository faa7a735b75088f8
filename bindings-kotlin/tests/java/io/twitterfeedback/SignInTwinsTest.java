package io.twitterfeedback;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Java, signing in. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class SignInTwinsTest {
    private static final String CALLBACK = "https://helpdesk.example/signed-in";

    private static SignInOptions.Builder options(Sandbox sandbox) {
        SandboxCredentials app = sandbox.getCredentials();
        return SignInOptions.builder(app.getConsumerKey(), app.getConsumerSecret()).apiBase(sandbox.getUrl());
    }

    private static <T> T got(CompletableFuture<T> future) throws Exception {
        return future.get(Sandboxed.GUARD_SECONDS, TimeUnit.SECONDS);
    }

    @Test
    void a_PIN_becomes_credentials_that_are_kept(@TempDir Path folder) throws InterruptedException {
        try (Sandbox sandbox = Sandbox.startBlocking()) {
            SignInOptions options = options(sandbox)
                    .clock(Clock.SERVICE)
                    .timeout(Duration.ofSeconds(20))
                    .userAgent("MyHelpdesk/2.1")
                    .build();
            assertEquals("MyHelpdesk/2.1", options.getUserAgent());
            SignIn signIn = SignIn.beginBlocking(options);
            assertTrue(signIn.getAuthorizeUrl().endsWith(signIn.getOauthToken()));
            SignedIn signedIn = signIn.completeBlocking(sandbox.authorize(signIn.getOauthToken()));
            Path file = folder.resolve("credentials.json");
            signedIn.getCredentials().toFile(file);
            ClientOptions own = ClientOptions.builder()
                    .credentials(Credentials.fromFile(file))
                    .apiBase(sandbox.getUrl())
                    .build();
            try (Client client = new Client(own)) {
                assertEquals(signedIn.getUserId(), client.verifyCredentialsBlocking().getUserId());
                assertEquals("host", client.doctorBlocking().get(0).getName());
            }
        }
    }

    @Test
    void a_callback_is_taken_by_a_future() throws Exception {
        try (Sandbox sandbox = Sandbox.startBlocking()) {
            SignInOptions options = options(sandbox).callback(CALLBACK).build();
            SignIn begun = got(SignIn.beginAsync(options));
            String url = sandbox.authorize(begun.getOauthToken());
            SignIn resumed = SignIn.resume(options, begun.getOauthToken(), begun.getOauthTokenSecret());
            assertEquals(sandbox.getUserId(), got(resumed.completeCallbackAsync(url)).getUserId());
            SignIn second = got(SignIn.beginAsync(options));
            String declined = sandbox.deny(second.getOauthToken());
            ExecutionException thrown =
                    assertThrows(ExecutionException.class, () -> got(second.completeCallbackAsync(declined)));
            assertInstanceOf(FeedbackException.PermissionDenied.class, thrown.getCause());
            assertNull(sandbox.deny(got(SignIn.beginAsync(options(sandbox).build())).getOauthToken()));
        }
    }

    @Test
    void what_is_wrong_is_the_cause_and_interrupting_ends_the_wait() throws Exception {
        try (Sandbox sandbox = Sandbox.startBlocking()) {
            SignInOptions wrong = options(sandbox).callback("signed-in").build();
            ExecutionException thrown = assertThrows(ExecutionException.class, () -> got(SignIn.beginAsync(wrong)));
            assertInstanceOf(FeedbackException.Configuration.class, thrown.getCause());
            SignIn signIn = SignIn.beginBlocking(options(sandbox).build());
            assertThrows(FeedbackException.InvalidRequest.class, () -> signIn.completeBlocking(""));
            int sent = sandbox.getRequests().size();
            Thread.currentThread().interrupt();
            assertThrows(InterruptedException.class, () -> signIn.completeBlocking("1234567"));
            Thread.currentThread().interrupt();
            assertThrows(InterruptedException.class, () -> SignIn.beginBlocking(options(sandbox).build()));
            assertEquals(sent, sandbox.getRequests().size());
        }
    }
}
