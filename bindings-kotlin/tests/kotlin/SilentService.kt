package io.twitterfeedback

import java.net.InetAddress
import java.net.ServerSocket
import java.net.Socket
import java.util.concurrent.CountDownLatch
import java.util.concurrent.TimeUnit
import java.util.concurrent.atomic.AtomicInteger
import kotlin.concurrent.thread

/** A service that takes requests and never answers, and sees who hangs up; a sandbox does not tell. */
internal class SilentService : AutoCloseable {
    private val socket = ServerSocket(0, 50, InetAddress.getLoopbackAddress())
    private val requested = CountDownLatch(1)
    private val hungUp = CountDownLatch(1)
    private val accepted = AtomicInteger()
    private val service = thread(isDaemon = true, name = "silent-service") { runCatching { serve() } }

    val url: String get() = "http://127.0.0.1:${socket.localPort}"

    val connections: Int get() = accepted.get()

    fun awaitRequest() = check(requested.await(GUARD.inWholeSeconds, TimeUnit.SECONDS)) { "no request came" }

    fun awaitHangUp() = check(hungUp.await(GUARD.inWholeSeconds, TimeUnit.SECONDS)) { "nobody hung up" }

    override fun close() {
        socket.close()
        service.join()
    }

    private fun serve() {
        while (true) {
            val connection = socket.accept()
            accepted.incrementAndGet()
            thread(isDaemon = true) { runCatching { listen(connection) } }
        }
    }

    private fun listen(connection: Socket) = connection.use {
        val bytes = it.getInputStream()
        if (bytes.read() >= 0) {
            requested.countDown()
        }
        try {
            while (bytes.read() >= 0) {
                continue
            }
        } finally {
            hungUp.countDown()
        }
    }
}
