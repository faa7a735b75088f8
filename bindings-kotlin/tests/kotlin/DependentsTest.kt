package io.twitterfeedback

import org.junit.jupiter.api.Assertions.assertEquals
import org.junit.jupiter.api.Test
import java.util.concurrent.TimeUnit

/** What Java hangs on futures. */
class DependentsTest {
    @Test
    fun `what depends on a future may wait for another one, in more places than there are processors`() =
        withClient(SandboxOptions(limits = false)) { sandbox, client ->
            val many = 4 * Runtime.getRuntime().availableProcessors()
            val asked = List(many) {
                client.verifyCredentialsAsync().thenApply { client.verifyCredentialsAsync().join().userId }
            }
            asked.forEach { assertEquals(sandbox.userId, it.get(GUARD.inWholeSeconds / 2, TimeUnit.SECONDS)) }
        }
}
