package io.twitterfeedback

import org.junit.jupiter.api.Assertions.assertEquals
import org.junit.jupiter.api.Assertions.assertTrue
import org.junit.jupiter.api.Test
import org.junit.jupiter.api.assertThrows
import java.net.InetAddress
import java.net.ServerSocket
import java.util.concurrent.TimeUnit

/** What the doctor finds. */
class DoctorTest {
    private val names = listOf("host", "clock", "credentials", "permission", "limits", "allow_listing")

    @Test
    fun `where everything is right it says so and asks nobody`() = withClient { sandbox, client ->
        val checks = client.doctor()
        assertEquals(names, checks.map { it.name })
        assertEquals(setOf(CheckState.OK), checks.map { it.state }.toSet(), "$checks")
        assertTrue(sandbox.userId in checks.single { it.name == "credentials" }.finding, "$checks")
        checks.forEach { assertTrue(it.finding.isNotEmpty() && it.nextStep.endsWith("."), "$it") }
        assertEquals(emptyList<LoggedRequest>(), sandbox.seen("/create"))
    }

    @Test
    fun `a host that cannot be reached leaves the rest unknown`() = running {
        val port = ServerSocket(0, 1, InetAddress.getLoopbackAddress()).use { it.localPort }
        val options = ClientOptions(NOBODY, "http://127.0.0.1:$port", maxTries = 1)
        val checks = Client(options).use { it.doctor() }
        assertEquals(listOf(CheckState.FAILED) + List(5) { CheckState.UNKNOWN }, checks.map { it.state })
        assertEquals(names, checks.map { it.name })
        assertTrue(KEYS.none { it in "$checks" }, "$checks")
    }

    @Test
    fun `credentials that are not accepted are a finding, not an exception`() = withSandbox { sandbox ->
        val checks = sandbox.client(ClientOptions(NOBODY)).use { it.doctor() }
        val states = checks.associate { it.name to it.state }
        assertEquals(CheckState.OK to CheckState.FAILED, states["host"] to states["credentials"])
        assertEquals(CheckState.UNKNOWN, states["permission"])
    }

    @Test
    fun `a used up limit is a warning`() = withClient { sandbox, client ->
        val headers = listOf("limit" to "1000", "remaining" to "0", "reset" to "${sandbox.now.epochSecond + 60}")
        val told = headers.associate { (name, value) -> "x-rate-limit-$name" to value }
        val page = """{"events":[],"next_cursor":""}"""
        sandbox.fault("events", "respond", status = 200, headers = told, body = page)
        assertEquals(CheckState.WARNING, client.doctor().single { it.name == "limits" }.state)
    }

    @Test
    fun `findings are values, and their list is fixed`() = withClient { _, client ->
        val checks = client.doctor()
        val again = listOf(client.doctorBlocking(), client.doctorAsync().get(GUARD.inWholeSeconds, TimeUnit.SECONDS))
        again.forEach { assertEquals(checks.first() to checks.map(Check::name), it.first() to it.map(Check::name)) }
        assertThrows<UnsupportedOperationException> { (checks as MutableList).clear() }
        assertEquals(listOf("ok", "warning", "failed", "unknown"), CheckState.entries.map { it.word })
    }
}
