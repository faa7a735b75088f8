package io.twitterfeedback

import org.junit.jupiter.api.AfterAll
import org.junit.jupiter.api.Assertions.assertEquals
import org.junit.jupiter.api.Assertions.assertInstanceOf
import org.junit.jupiter.api.Assertions.assertThrows
import org.junit.jupiter.api.Assertions.assertTrue
import org.junit.jupiter.api.DynamicTest
import org.junit.jupiter.api.TestFactory
import org.junit.jupiter.api.TestInstance
import org.junit.jupiter.api.io.TempDir
import java.lang.reflect.InvocationTargetException
import java.nio.file.Path
import java.time.Duration
import java.time.Instant
import java.time.LocalTime
import java.time.ZoneId
import kotlin.reflect.KClass
import kotlin.reflect.KParameter
import kotlin.reflect.jvm.javaConstructor
import kotlin.reflect.jvm.javaMethod

private val SIGN_IN = SignInOptions("key", "secret")
private val WEBHOOK = WebhookCredentials("feedback", "password")

/** Java passes `null` where Kotlin has no type for it: refused at once, by the parameter's name. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ArgumentsNullsTest(@TempDir folder: Path) {
    private val sandbox = Sandbox.startBlocking()
    private val client = sandbox.client()
    private val program = Program.openBlocking(client, folder.resolve("feedback.db"))
    private val event = FeedbackEvent.fromJson("""{"event_type":"x","feedback":{"id":"1"}}""")

    /** One value of each type that something is called on or with. */
    private val samples: List<Any> = listOf(
        sandbox,
        client,
        client.eventPager(),
        event,
        event.feedback,
        Fold(),
        PROMPT,
        Question.all().first(),
        NOBODY,
        ClientOptions(),
        ClientOptions.builder(),
        SandboxOptions(),
        SandboxOptions.builder(),
        EventsQuery(),
        SIGN_IN,
        SignInOptions.builder("key", "secret"),
        SignIn.resume(SIGN_IN, "token", "secret"),
        WEBHOOK,
        WebhookVerifier(WEBHOOK),
        SampleDelivery.builder(),
        program,
        Policy(),
        Policy.builder(),
        QuietHours("21:00", "08:00", "UTC"),
        PromptContext(),
        AttemptFilter(),
        AttemptFilter.builder(),
        LocalTime.NOON,
        ZoneId.of("UTC"),
        FeedbackException.Details(),
        Logging,
        Clock.SYSTEM,
        LogLevel.INFO,
        Instant.EPOCH,
        Duration.ZERO,
        Path.of("nowhere.json"),
        ByteArray(0),
        "1",
        emptyList<Any>(),
        emptyMap<Any, Any>(),
        Prompt.Companion,
        Client.Companion,
        Credentials.Companion,
        Sandbox.Companion,
        EventsQuery.Companion,
        EventPage.Companion,
        Feedback.Companion,
        FeedbackEvent.Companion,
        Question.Companion,
        SignIn.Companion,
        SignInOptions.Companion,
        WebhookCredentials.Companion,
        SampleDelivery.Companion,
        Program.Companion,
        Policy.Companion,
        AttemptFilter.Companion,
    )

    @AfterAll
    fun stop() {
        program.close()
        client.close()
        sandbox.close()
    }

    @TestFactory
    fun `a null is refused by the name of its parameter, and nothing is sent`(): List<DynamicTest> {
        // Java writes loggers, and has builders for what Kotlin alone can make.
        val called = ParityNames.callables.filterNot { it.name == "Logger.log" || isKotlins(it) }
        val given = called.flatMap { one -> one.parameters.filter(::refusesNull).map { one to it } }
        assertTrue(given.size > 50)
        return each(given, { (one, parameter) -> one.nameOf(parameter) }) { (one, parameter) ->
            val error = assertThrows(InvocationTargetException::class.java) { callWithNull(one, parameter) }.cause
            assertInstanceOf(NullPointerException::class.java, error)
            assertTrue(error?.message.orEmpty().endsWith("parameter ${parameter.name}"), error?.message)
            assertEquals(emptyList<LoggedRequest>(), sandbox.requests)
        }
    }

    private fun isKotlins(one: Callable): Boolean {
        val constructor = one.function.javaConstructor
        return one.function.isSuspend || (constructor != null && constructor.parameterCount != one.parameters.size)
    }

    private fun refusesNull(parameter: KParameter) = !parameter.type.isMarkedNullable && !typeOf(parameter).isPrimitive

    private fun typeOf(parameter: KParameter): Class<*> {
        val type = parameter.type.classifier as KClass<*>
        // It crosses as a number.
        return if (type == kotlin.time.Duration::class) Long::class.java else type.java
    }

    private fun callWithNull(one: Callable, refused: KParameter) {
        val values = one.parameters.map { parameter ->
            typeOf(parameter).takeUnless { parameter == refused || parameter.type.isMarkedNullable }?.let(::sampleOf)
        }
        val constructor = one.function.javaConstructor
        if (constructor != null) {
            constructor.newInstance(*values.toTypedArray())
            return
        }
        val method = checkNotNull(one.function.javaMethod)
        method.invoke(sampleOf(method.declaringClass), *values.toTypedArray())
    }

    private fun sampleOf(type: Class<*>): Any = when (type) {
        Boolean::class.java -> false
        Int::class.java -> 1
        Long::class.java -> 1L
        Double::class.java -> 1.0
        else -> samples.first(type::isInstance)
    }
}
