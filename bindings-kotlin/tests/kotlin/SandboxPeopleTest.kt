package io.twitterfeedback

import org.junit.jupiter.api.Assertions.assertEquals
import org.junit.jupiter.api.Assertions.assertTrue
import org.junit.jupiter.api.Test
import org.junit.jupiter.api.assertThrows

/** The people of a sandbox: who is asked. Who signs in is `SignInTest`'s. */
class SandboxPeopleTest {
    @Test
    fun `a card that its customer closed takes no answer, and no event tells`() = withClient { sandbox, client ->
        val id = client.create(PROMPT).id
        val before = client.show(id)
        sandbox.dismiss(id)
        for (late in listOf<() -> Any>({ sandbox.answer(id, 5) }, { sandbox.dismiss(id) })) {
            val error = assertThrows<FeedbackException.InvalidRequest> { late() }
            assertTrue("dismissed" in error.message, error.message)
        }
        assertEquals(before.response, client.show(id).response)
        assertThrows<FeedbackException.NotFound> { sandbox.dismiss("1") }
    }

    @Test
    fun `a customer has keys that may not create`() = withClient { sandbox, client ->
        client.create(PROMPT)
        val keys = sandbox.recipient(PERSON)
        assertEquals(PERSON to sandbox.credentials.consumerKey, keys.userId to keys.consumerKey)
        assertEquals(keys.accessToken, sandbox.recipient(PERSON).accessToken)
        Client(ClientOptions(keys, sandbox.url)).use { customer ->
            assertEquals(PERSON to keys.screenName, customer.verifyCredentials().run { userId to screenName })
            assertThrows<FeedbackException.PermissionDenied> { customer.create(Prompt.nps("7", MESSAGE, PRIVACY_URL)) }
        }
        for (none in listOf("", "x", "0", Sandbox.RECIPIENT_UNKNOWN, Sandbox.RECIPIENT_SUSPENDED)) {
            val error = assertThrows<FeedbackException.InvalidRequest> { sandbox.recipient(none) }
            assertEquals(listOf("user_id"), error.problems.map { it.field })
        }
    }
}
