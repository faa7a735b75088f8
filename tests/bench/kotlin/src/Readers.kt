package io.twitterfeedback.bench

import com.github.scribejava.apis.TwitterApi
import com.github.scribejava.core.builder.ServiceBuilder
import com.github.scribejava.core.model.OAuth1AccessToken
import com.github.scribejava.core.model.OAuthRequest
import com.github.scribejava.core.model.Verb
import kotlinx.coroutines.Dispatchers
import kotlinx.coroutines.launch
import kotlinx.coroutines.runBlocking
import java.util.concurrent.atomic.AtomicLong
import kotlin.concurrent.thread

/** The most requests that are under way at once. */
const val AT_ONCE = 16

/** Reads so many pages, so many at a time, and gives the sum of what it saw. */
fun interface Reader {
    fun read(pages: Int, atOnce: Int): Long
}

/** By name; each makes a reader of a service. */
val READERS: Map<String, (Service) -> Reader> = mapOf(
    "scribejava + Jackson" to { service -> scribe(service, ::asItIs) },
    "scribejava + Jackson, times read" to { service -> scribe(service, ::asInstant) },
    "Client" to ::ours,
    "Client, blocking" to ::oursBlocking,
)

/** A thread for each request that is under way: scribejava's calls wait on the thread that makes them. */
private fun threads(one: () -> Long) = Reader { pages, atOnce ->
    val seen = AtomicLong()
    val all = List(atOnce) { thread { repeat(pages / atOnce) { seen.addAndGet(one()) } } }
    all.forEach(Thread::join)
    seen.get()
}

private fun scribe(service: Service, time: (String) -> Long): Reader {
    val oauth = ServiceBuilder(service.keys[0]).apiSecret(service.keys[1]).build(TwitterApi.instance())
    val token = OAuth1AccessToken(service.keys[2], service.keys[3])
    return threads {
        val request = OAuthRequest(Verb.GET, "${service.url}/1.1/feedback/events.json")
        request.addQuerystringParameter("from_time", service.from.toEpochMilli().toString())
        request.addQuerystringParameter("to_time", service.to.toEpochMilli().toString())
        request.addQuerystringParameter("count", "100")
        oauth.signRequest(token, request)
        oauth.execute(request).use { answer ->
            check(answer.isSuccessful) { answer.body }
            touch(json.readTree(answer.body), time)
        }
    }
}

private fun ours(service: Service): Reader {
    val client = service.client()
    return Reader { pages, atOnce ->
        val seen = AtomicLong()
        runBlocking(Dispatchers.Default) {
            repeat(atOnce) {
                launch {
                    repeat(pages / atOnce) {
                        seen.addAndGet(touch(checkNotNull(client.eventPager(service.query).nextPage())))
                    }
                }
            }
        }
        seen.get()
    }
}

private fun oursBlocking(service: Service): Reader {
    val client = service.client()
    return threads { touch(checkNotNull(client.eventPager(service.query).nextPageBlocking())) }
}
