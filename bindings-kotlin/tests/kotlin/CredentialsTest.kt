package io.twitterfeedback

import org.junit.jupiter.api.Assertions.assertEquals
import org.junit.jupiter.api.Assertions.assertFalse
import org.junit.jupiter.api.Assertions.assertTrue
import org.junit.jupiter.api.Test
import org.junit.jupiter.api.TestFactory
import org.junit.jupiter.api.assertThrows
import org.junit.jupiter.api.condition.DisabledOnOs
import org.junit.jupiter.api.condition.OS
import org.junit.jupiter.api.io.TempDir
import java.io.Serializable
import java.nio.file.Path
import java.nio.file.attribute.PosixFilePermissions
import kotlin.io.path.createFile
import kotlin.io.path.getPosixFilePermissions
import kotlin.io.path.listDirectoryEntries
import kotlin.io.path.name
import kotlin.io.path.readText
import kotlin.io.path.setPosixFilePermissions
import kotlin.io.path.writeText
import kotlin.reflect.KVisibility
import kotlin.reflect.full.declaredMemberProperties

/** Credentials: where they come from, and that they go nowhere else. */
class CredentialsTest {
    @TempDir
    lateinit var directory: Path

    @TestFactory
    fun `credentials speak for their account wherever they come from`() = each(listOf("strings", "file")) { way ->
        val credentials = if (way == "strings") NOBODY else Credentials.fromFile(file("$way.json"))
        running {
            LoopbackService().use { service ->
                service.client(credentials).use { client ->
                    client.show("7")
                    val authorization = service.requests.single().authorization
                    for (part in listOf("oauth_consumer_key=\"hush-consumer-key\"", "oauth_token=\"hush-token\"")) {
                        assertTrue(part in authorization, authorization)
                    }
                    assertFalse("secret" in authorization, authorization)
                    assertFalse("hush" in "$client", "$client")
                }
            }
        }
    }

    @Test
    fun `credentials of the environment speak for their account`() = withSandbox { sandbox ->
        val keys = with(sandbox.credentials) { listOf(consumerKey, consumerSecret, accessToken, accessTokenSecret) }
        assertEquals(sandbox.userId, inEnvironment(VARIABLES.zip(keys).toMap(), sandbox.url))
    }

    @Test
    fun `every missing variable is named`() {
        val said = inEnvironment(mapOf(VARIABLES[0] to KEYS[0], VARIABLES[2] to KEYS[2], VARIABLES[3] to ""))
        assertTrue(said.startsWith("io.twitterfeedback.FeedbackException\$Configuration: "), said)
        assertEquals(listOf(VARIABLES[1], VARIABLES[3]), VARIABLES.filter { Regex("$it\\b") in said }, said)
        assertFalse("hush" in said, said)
    }

    @Test
    fun `a variable that is no key is named and not repeated`() {
        val said = inEnvironment(VARIABLES.zip(KEYS).toMap() + (VARIABLES[2] to "hush \n"))
        assertTrue(VARIABLES[2] in said, said)
        assertFalse("hush" in said, said)
    }

    @Test
    fun `credentials never show what they are`() {
        for (credentials in listOf(NOBODY, Credentials.fromFile(file("keys.json")))) {
            assertEquals("Credentials([redacted])", "$credentials")
            assertFalse("hush" in "${ClientOptions(credentials)}")
            assertFalse(credentials is Serializable)
        }
        val readable = Credentials::class.declaredMemberProperties.filter { it.visibility == KVisibility.PUBLIC }
        assertEquals(emptyList<Any>(), readable)
    }

    @TestFactory
    fun `a key that is no key is named and not repeated`() =
        each(NAMES.flatMap { name -> BAD.map { name to it } }) { (name, bad) ->
            val given = NAMES.zip(KEYS) { other, key -> if (other == name) bad else key }
            val error = misconfigured { Credentials(given[0], given[1], given[2], given[3]) }
            assertEquals(listOf(name), error.problems.map { it.field })
        }

    @Test
    fun `all keys that are no keys are named at once`() {
        val error = misconfigured { Credentials("", SURROGATE, " ", "hush\n") }
        assertEquals(NAMES.toSet(), error.problems.map { it.field }.toSet())
        assertEquals(4, error.problems.size)
    }

    @TestFactory
    @DisabledOnOs(OS.WINDOWS)
    fun `a file that others may read is refused, and its mode said`() = each(OPEN_MODES.keys) { mode ->
        val file = file("open.json").setPosixFilePermissions(PosixFilePermissions.fromString(mode))
        val error = misconfigured { Credentials.fromFile(file) }
        assertTrue(OPEN_MODES.getValue(mode) in error.message, error.message)
    }

    @TestFactory
    fun `a file that is not there is a matter of configuration`() = each(listOf("nowhere.json", "", "a/b")) { name ->
        val error = misconfigured { Credentials.fromFile(directory.resolve(name)) }
        assertTrue("credentials file" in error.message, error.message)
    }

    @TestFactory
    fun `a file that holds no credentials is refused and not repeated`() = each(NO_CREDENTIALS) { text ->
        val error = misconfigured { Credentials.fromFile(file("bad.json", text)) }
        assertTrue("access_token" in error.message, error.message)
    }

    @Test
    fun `credentials that were kept in a file are the same when they are read again`() = withSandbox { sandbox ->
        val kept = directory.resolve("kept.json")
        kept.writeText("what was there before")
        listOf(NOBODY, sandbox.credentials).forEach { it.toFile(kept) }
        val again = Credentials.fromFile(kept)
        Client(ClientOptions(again, sandbox.url)).use { assertEquals(sandbox.userId, it.verifyCredentials().userId) }
        val keys = with(sandbox.credentials) { listOf(consumerKey, consumerSecret, accessToken, accessTokenSecret) }
        assertEquals(MEMBERS.zip(keys), json(kept.readText()).properties().map { it.key to it.value.textValue() })
        assertEquals(listOf("kept.json"), directory.listDirectoryEntries().map { it.name }, "nothing else is left")
    }

    @TestFactory
    @DisabledOnOs(OS.WINDOWS)
    fun `a file that is written is its owner's alone, whatever its mode was before`() = each(OPEN_MODES.keys) { mode ->
        val file = file("keys.json").setPosixFilePermissions(PosixFilePermissions.fromString(mode))
        NOBODY.toFile(file)
        assertEquals("rw-------", PosixFilePermissions.toString(file.getPosixFilePermissions()))
    }

    @TestFactory
    fun `a file that cannot be written is a matter of configuration`() = each(listOf("a/b", ".", "")) { name ->
        val error = misconfigured { NOBODY.toFile(directory.resolve(name)) }
        assertTrue("credentials file" in error.message && "written" in error.message, error.message)
    }

    @Test
    fun `what a service repeats of the keys is blotted out`() = withClient { sandbox, client ->
        val keys = with(sandbox.credentials) { listOf(consumerKey, consumerSecret, accessToken, accessTokenSecret) }
        val body = jsonOf(mapOf("errors" to listOf(mapOf("code" to 32, "message" to keys.joinToString(" ")))))
        sandbox.fault("show", "respond", status = 403, body = body)
        val error = failure { client.show("1") }
        assertTrue("[redacted]" in error.message && "[redacted]" in error.body.orEmpty(), "$error")
        val shown = error.stackTraceToString() + error.message + error.body + error.errors
        assertEquals(emptyList<String>(), keys.filter { it in shown })
    }

    @Test
    fun `a sandbox's keys can be read because they open nothing else`() = withSandbox { sandbox ->
        val keys = sandbox.credentials
        assertEquals(sandbox.userId, keys.userId)
        assertEquals("sandbox_${keys.userId}", keys.screenName)
        assertTrue(keys.accessToken.startsWith("${keys.userId}-"), keys.accessToken)
        val readable = SandboxCredentials::class.declaredMemberProperties.map { it.name }.toSet()
        assertEquals(NAMES.toSet() + "userId" + "screenName", readable)
        assertEquals("SandboxCredentials(userId=${keys.userId}, screenName=${keys.screenName})", "$keys")
    }

    @Test
    fun `a sandbox's keys make credentials of their own`() = withSandbox { sandbox ->
        val keys = sandbox.credentials
        val own = with(keys) { Credentials(consumerKey, consumerSecret, accessToken, accessTokenSecret) }
        for (credentials in listOf(own, keys)) {
            Client(ClientOptions(credentials, sandbox.url)).use {
                assertEquals(sandbox.userId, it.verifyCredentials().userId)
            }
        }
    }

    private fun file(name: String, text: String = jsonOf(MEMBERS.zip(KEYS).toMap())): Path {
        val file = directory.resolve(name)
        file.toFile().delete()
        val isPosix = "posix" in file.fileSystem.supportedFileAttributeViews()
        if (isPosix) {
            file.createFile(PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")))
        }
        file.writeText(text)
        return file
    }
}

private val NAMES = listOf("consumerKey", "consumerSecret", "accessToken", "accessTokenSecret")
private val MEMBERS = listOf("consumer_key", "consumer_secret", "access_token", "access_token_secret")
private val VARIABLES = MEMBERS.map { "TWITTER_FEEDBACK_${it.uppercase()}" }
private val BAD = listOf("", " ", "hush hush", "hush\n", "\thush", "hush\u0000y", SURROGATE)

private val OPEN_MODES =
    mapOf("rw-r-----" to "0640", "rw----r--" to "0604", "rw-rw----" to "0660", "rwxrwxrwx" to "0777")

private val NO_CREDENTIALS = listOf(
    "",
    "hush",
    """["hush"]""",
    """{"consumer_key": "hush"}""",
    jsonOf(MEMBERS.zip(KEYS).toMap() + ("access_token" to 7)),
    jsonOf(MEMBERS.zip(KEYS).toMap() + ("access_token" to "hush \n")),
    jsonOf(MEMBERS.zip(KEYS).toMap()).dropLast(1),
)

/** What [main] prints in a process that has these variables: no JVM can change its own. */
private fun inEnvironment(variables: Map<String, String>, vararg arguments: String): String {
    val java = Path.of(System.getProperty("java.home"), "bin", "java").toString()
    val command = listOf(java, "-cp", System.getProperty("java.class.path"), "io.twitterfeedback.CredentialsTestKt")
    val builder = ProcessBuilder(command + arguments).redirectError(ProcessBuilder.Redirect.INHERIT)
    builder.environment().keys.removeIf { it.startsWith("TWITTER_FEEDBACK_") || it.endsWith("_proxy", true) }
    builder.environment() += variables
    val process = builder.start()
    val printed = process.inputStream.bufferedReader().readText().trim()
    assertEquals(0, process.waitFor())
    return printed
}

/** Says who the environment's credentials belong to, or why there are none. */
fun main(arguments: Array<String>) {
    val credentials = try {
        Credentials.fromEnv()
    } catch (refused: FeedbackException) {
        println(refused)
        return
    }
    Client(ClientOptions(credentials, arguments.single())).use { println(it.verifyCredentialsBlocking().userId) }
}

/** What this is refused with, which keeps secrets. */
private fun misconfigured(make: () -> Any?): FeedbackException.Configuration {
    val error = assertThrows<FeedbackException.Configuration> { make() }
    val shown = error.stackTraceToString() + error.message + error.problems
    assertFalse("hush" in shown || "emoji" in shown, shown)
    return error
}
