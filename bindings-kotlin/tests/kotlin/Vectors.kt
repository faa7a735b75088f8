package io.twitterfeedback

import com.fasterxml.jackson.databind.JsonNode
import org.junit.jupiter.api.DynamicTest
import java.nio.file.Path
import kotlin.io.path.readText

/** The cases that every language runs. */
val VECTORS: Path = REPOSITORY.resolve("tests/vectors")

/** The cases of a file of shared cases. */
fun vectors(file: String, member: String = "cases"): List<JsonNode> =
    json(VECTORS.resolve(file).readText())[member].toList()

/** The rows of a shared table, each by the names of its first line. */
fun table(file: String): List<Map<String, String>> {
    val rows = VECTORS.resolve(file).readText().trimEnd().lines().map(::fieldsOf)
    return rows.drop(1).map { rows.first().zip(it).toMap() }
}

/** A test for each case, named by it. */
fun eachCase(cases: List<JsonNode>, test: (JsonNode) -> Unit): List<DynamicTest> =
    each(cases, { it["name"].textValue() }, test)

/** The texts of a list in a case. */
fun JsonNode?.texts(): List<String> = this?.map { it.textValue() }.orEmpty()

private val FIELD = Regex("""(?:^|,)(?:"((?:[^"]|"")*)"|([^,]*))""")

private fun fieldsOf(line: String): List<String> = FIELD.findAll(line).map { field ->
    field.groups[1]?.value?.replace("\"\"", "\"") ?: field.groupValues[2]
}.toList()
