// Signs in as the account that asks, and keeps its keys in a file.

import io.twitterfeedback.Sandbox
import io.twitterfeedback.SignIn
import io.twitterfeedback.SignInOptions
import kotlinx.coroutines.runBlocking
import java.nio.file.Path

fun main() = runBlocking {
    Sandbox.start().use { sandbox ->
        // The keys on your app's page; the real service needs no apiBase.
        val app = sandbox.credentials
        val signIn = SignIn.begin(SignInOptions(app.consumerKey, app.consumerSecret, apiBase = sandbox.url))
        println("Open this page, agree, and note the PIN: ${signIn.authorizeUrl}")
        val pin = sandbox.authorize(signIn.oauthToken) // the sandbox agrees; a person types it: readln()
        val signedIn = signIn.complete(pin)
        signedIn.credentials.toFile(Path.of("credentials.json"))
        println("signed in as @${signedIn.screenName}, user id ${signedIn.userId}")
    }
}
