package io.twitterfeedback

import com.fasterxml.jackson.databind.JsonNode
import com.fasterxml.jackson.dataformat.toml.TomlMapper
import kotlinx.coroutines.flow.Flow
import org.junit.jupiter.api.Assertions.assertEquals
import org.junit.jupiter.api.Assertions.assertFalse
import org.junit.jupiter.api.Assertions.assertTrue
import org.junit.jupiter.api.Test
import java.nio.file.Files
import java.nio.file.Path
import java.util.concurrent.CompletableFuture
import java.util.stream.Stream
import kotlin.reflect.KClass
import kotlin.reflect.KParameter
import kotlin.reflect.full.isSubclassOf
import kotlin.reflect.full.primaryConstructor
import kotlin.reflect.jvm.jvmErasure

/** The table of operations and the public names of this package say the same. */
class ParityTest {
    private val table = Files.newBufferedReader(Path.of("../tests/parity.toml")).use { TomlMapper().readTree(it) }
    private val rows = table.filter { it.isObject }.flatMap { it }
    private val listed =
        rows.flatMap { names(it.path("kotlin")) } + table["kotlin_only"].flatMap { names(it["names"]) }
    private val exceptions = ParityNames.classes.filterValues {
        it.isSubclassOf(FeedbackException::class) && it != FeedbackException::class
    }

    @Test
    fun `every name in the table exists and is public`() {
        assertNone(listed.filterNot { it in ParityNames.known })
    }

    @Test
    fun `every public name is in the table`() {
        assertTrue("Client.show" in ParityNames.public && "Sandbox.RECIPIENT_UNKNOWN" in ParityNames.public)
        assertNone(ParityNames.public - listed.toSet())
    }

    @Test
    fun `no name is in the table twice`() {
        assertNone(listed.groupBy { it }.filterValues { it.size > 1 }.keys)
    }

    @Test
    fun `where one parameter is in the table, all that may be left out are`() {
        val named = ParityNames.callables.filter { one -> one.parameters.any { one.nameOf(it) in listed } }
        assertTrue(named.any { it.name == "Sandbox.fault" })
        assertNone(named.flatMap { one -> optional(one).map(one::nameOf) } - listed.toSet())
    }

    @Test
    fun `every option with which something is made is in the table, as a parameter or as a property`() {
        val made = ParityNames.callables.filter { it.name.endsWith("()") && it.name.removeSuffix("()") !in exceptions }
        assertTrue(made.any { it.name == "ClientOptions()" })
        val missing = made.flatMap { one ->
            val properties = optional(one).map { "${one.name.removeSuffix("()")}.${it.name}" }
            optional(one).map(one::nameOf).zip(properties).filter { (name, property) ->
                name !in listed && property !in listed
            }
        }
        assertNone(missing)
    }

    @Test
    fun `an exception stands in the row of its kind`() {
        val kinds = exceptions.map { (name, it) -> made(it).kind to name }.toMap()
        val rows = table["error_kind"].properties().associate { (kind, row) -> kind to row["kotlin"].textValue() }
        assertEquals(rows, kinds)
    }

    @Test
    fun `every exception is made alike`() {
        val parameters = exceptions.values.map { one -> one.primaryConstructor!!.parameters.map { it.name } }
        assertEquals(setOf(listOf("message", "details", "cause")), parameters.toSet())
    }

    @Test
    fun `every option has a function of its name in the builder`() {
        val built = listOf(
            "ClientOptions",
            "SandboxOptions",
            "SignInOptions",
            "SampleDelivery",
            "Policy",
            "AttemptFilter",
        )
        for (options in built) {
            val settings = optional(ParityNames.callables.single { it.name == "$options()" })
            assertNone(settings.map { "$options.Builder.${it.name}" } - ParityNames.public)
        }
    }

    @Test
    fun `every suspend function has its two twins for Java`() {
        val suspending = ParityNames.callables.filter { it.function.isSuspend }
        assertTrue(suspending.size > 5)
        for (one in suspending) {
            val result = one.function.returnType
            val waiting = twin(one, "Blocking")
            assertEquals(result, waiting.function.returnType, waiting.name)
            val later = twin(one, "Async")
            assertEquals(CompletableFuture::class, later.function.returnType.jvmErasure, later.name)
            assertEquals(result, later.function.returnType.arguments.single().type, later.name)
        }
    }

    @Test
    fun `every flow has a stream for Java`() {
        val flows = ParityNames.callables.filter { it.function.returnType.jvmErasure == Flow::class }
        assertFalse(flows.isEmpty())
        for (one in flows) {
            val stream = twin(one, "Blocking").function.returnType
            assertEquals(Stream::class, stream.jvmErasure, one.name)
            assertEquals(one.function.returnType.arguments, stream.arguments, one.name)
        }
    }

    /** The function with this added to its name, which takes the same. */
    private fun twin(one: Callable, suffix: String): Callable {
        fun shape(of: Callable) = of.parameters.map { Triple(it.name, it.type, it.isOptional) }
        val twins = ParityNames.callables.filter { it.name == "${one.name}$suffix" && shape(it) == shape(one) }
        assertEquals(1, twins.size, "${one.name}$suffix(${shape(one)})")
        return twins.single()
    }

    private fun optional(one: Callable): List<KParameter> = one.parameters.filter { it.isOptional }

    private fun made(exception: KClass<*>): FeedbackException =
        exception.primaryConstructor!!.call("", FeedbackException.Details(), null) as FeedbackException

    private fun names(node: JsonNode): List<String> =
        if (node.isArray) node.map { it.textValue() } else listOfNotNull(node.textValue())

    private fun assertNone(found: Iterable<Any>) = assertEquals(emptyList<Any>(), found.toList())
}
