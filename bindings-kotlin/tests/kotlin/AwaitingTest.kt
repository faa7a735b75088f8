package io.twitterfeedback

import kotlinx.coroutines.CancellationException
import kotlinx.coroutines.Dispatchers
import kotlinx.coroutines.Job
import kotlinx.coroutines.async
import kotlinx.coroutines.awaitAll
import kotlinx.coroutines.cancel
import kotlinx.coroutines.coroutineScope
import kotlinx.coroutines.currentCoroutineContext
import kotlinx.coroutines.withContext
import org.junit.jupiter.api.Assertions.assertEquals
import org.junit.jupiter.api.Assertions.assertThrows
import org.junit.jupiter.api.Test

/** What calls owe to the coroutine that makes them. */
class AwaitingTest {
    @Test
    fun `a coroutine that is cancelled already asks nobody`() = withClient { sandbox, client ->
        val error = runCatching {
            withContext(Job()) {
                currentCoroutineContext().cancel()
                client.create(PROMPT)
            }
        }
        assertThrows(CancellationException::class.java) { error.getOrThrow() }

        // The service would refuse it, had the person been asked.
        client.create(PROMPT)
        assertEquals(1, sandbox.seen("create").size)
    }

    @Test
    fun `who goes on where the answer was brought may wait there for another one`() =
        withClient(SandboxOptions(limits = false)) { sandbox, client ->
            coroutineScope {
                val calls = List(20) {
                    async(Dispatchers.Unconfined) {
                        client.verifyCredentials()
                        client.verifyCredentialsBlocking().userId
                    }
                }
                assertEquals(List(20) { sandbox.userId }, calls.awaitAll())
            }
        }
}
