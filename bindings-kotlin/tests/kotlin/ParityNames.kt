package io.twitterfeedback

import java.nio.file.Path
import kotlin.io.path.listDirectoryEntries
import kotlin.io.path.nameWithoutExtension
import kotlin.reflect.KClass
import kotlin.reflect.KFunction
import kotlin.reflect.KParameter
import kotlin.reflect.KVisibility
import kotlin.reflect.full.companionObject
import kotlin.reflect.full.declaredMemberExtensionFunctions
import kotlin.reflect.full.declaredMemberExtensionProperties
import kotlin.reflect.full.declaredMemberFunctions
import kotlin.reflect.full.declaredMemberProperties
import kotlin.reflect.jvm.kotlinFunction
import kotlin.reflect.jvm.kotlinProperty

private const val PACKAGE = "io.twitterfeedback"

/** What every class says of itself. */
private val SHOWING = setOf("equals", "hashCode", "toString")

/** What Kotlin adds to data classes. */
private val TAKING_APART = Regex("copy|component\\d+")

/** A function or constructor under its name in the table of operations: `Client.show`, `Prompt()`. */
internal class Callable(val name: String, val function: KFunction<*>) {
    val parameters: List<KParameter> = function.parameters.filter { it.kind == KParameter.Kind.VALUE }

    /** `Prompt(test)`, `Sandbox.fault(times)`. */
    fun nameOf(parameter: KParameter): String = "${name.removeSuffix("()")}(${parameter.name})"
}

/** The public names of the package, found by reflection and written as the table of operations writes them. */
internal object ParityNames {
    private val files: List<Class<*>> = topLevel().map { Class.forName(it, false, javaClass.classLoader) }

    /** The public classes by name: `Client`, `FeedbackException.NotFound`. */
    val classes: Map<String, KClass<*>> = files.filterNot { it.isFacade }.flatMap { visible(it.kotlin) }.toMap()

    /** Every public function and constructor. */
    val callables: List<Callable> = classes.flatMap { (name, it) -> callablesOf(name, it) } + facadeFunctions()

    /** Everything that the table must have. */
    val public: Set<String> =
        classes.keys + callables.map { it.name } + classes.flatMap { (name, it) -> valuesOf(name, it) } + facadeValues()

    /** Everything that the table may have. */
    val known: Set<String> = public + callables.flatMap { one -> one.parameters.map(one::nameOf) }

    private fun topLevel(): List<String> {
        val root = Path.of(Client::class.java.protectionDomain.codeSource.location.toURI())
        val files = root.resolve(PACKAGE.replace('.', '/')).listDirectoryEntries("*.class")
        return files.map { it.nameWithoutExtension }.filterNot { '$' in it }.sorted().map { "$PACKAGE.$it" }
    }

    /** Whether it holds what stands in a file outside of classes. */
    private val Class<*>.isFacade: Boolean get() = getAnnotation(Metadata::class.java)?.kind != 1

    private fun visible(type: KClass<*>): List<Pair<String, KClass<*>>> {
        if (type.visibility != KVisibility.PUBLIC) {
            return emptyList()
        }
        val name = checkNotNull(type.qualifiedName).removePrefix("$PACKAGE.")
        return listOf(name to type) + type.nestedClasses.filterNot { it.isCompanion }.flatMap(::visible)
    }

    private fun callablesOf(name: String, type: KClass<*>): List<Callable> {
        val made = if (type.isSealed) emptyList() else type.constructors.filter { it.visibility == KVisibility.PUBLIC }
        val functions = scopes(type).flatMap { it.declaredMemberFunctions + it.declaredMemberExtensionFunctions }
        val own = functions.filter { it.visibility == KVisibility.PUBLIC && !isKotlins(type, it.name) }
        return made.map { Callable("$name()", it) } + own.map { Callable("$name.${it.name}", it) }
    }

    private fun valuesOf(name: String, type: KClass<*>): List<String> {
        val properties = scopes(type).flatMap { it.declaredMemberProperties + it.declaredMemberExtensionProperties }
        val constants = type.java.enumConstants.orEmpty().map { (it as Enum<*>).name }
        return (properties.filter { it.visibility == KVisibility.PUBLIC }.map { it.name } + constants)
            .map { "$name.$it" }
    }

    /** The class and its companion, whose members are called alike. */
    private fun scopes(type: KClass<*>): List<KClass<*>> =
        listOfNotNull(type, type.companionObject?.takeIf { it.visibility == KVisibility.PUBLIC })

    private fun isKotlins(type: KClass<*>, name: String) =
        name in SHOWING || (type.isData && TAKING_APART.matches(name))

    private fun facadeFunctions(): List<Callable> {
        val methods = files.filter { it.isFacade }.flatMap { it.declaredMethods.asList() }
        val functions = methods.mapNotNull { it.kotlinFunction }
        return functions.filter { it.visibility == KVisibility.PUBLIC }.map { Callable(it.name, it) }
    }

    private fun facadeValues(): List<String> {
        val fields = files.filter { it.isFacade }.flatMap { it.declaredFields.asList() }
        return fields.mapNotNull { it.kotlinProperty }.filter { it.visibility == KVisibility.PUBLIC }.map { it.name }
    }
}
