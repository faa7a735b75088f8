package io.twitterfeedback.bench

import java.io.File
import kotlin.system.exitProcess

private const val ROUNDS = 11

/** Until the compilers have settled; these do not count. */
private const val WARM_UP = 8

/** In each round. */
private const val PAGES = 960

/**
 * A process of its own, because in one they disturb each other: what one leaves for the garbage collector is paid for by
 * the next, and shared code is compiled for the sum of their habits.
 */
private class Contender(val name: String, service: Service) {
    private val process = java(listOf("io.twitterfeedback.bench.ContenderKt", name) + service.arguments())
    private val orders = process.outputStream.bufferedWriter()
    private val answers = process.inputStream.bufferedReader()
    val wall = mutableListOf<Double>()
    val cpu = mutableListOf<Double>()
    var seen = 0L

    fun measure(atOnce: Int) {
        orders.write("$PAGES $atOnce\n")
        orders.flush()
        val told = checkNotNull(answers.readLine()) { "$name ended" }.split(' ')
        wall += told[0].toDouble()
        cpu += told[1].toDouble()
        seen = told[2].toLong()
    }

    fun forget() {
        wall.clear()
        cpu.clear()
    }

    fun end() = process.destroyForcibly()
}

fun java(arguments: List<String>): Process {
    val java = File(System.getProperty("java.home"), "bin/java").path
    return ProcessBuilder(listOf(java, "-cp", System.getProperty("java.class.path")) + arguments)
        .redirectError(ProcessBuilder.Redirect.INHERIT)
        .start()
}

fun median(numbers: List<Double>): Double {
    val sorted = numbers.sorted()
    return (sorted[(sorted.size - 1) / 2] + sorted[sorted.size / 2]) / 2
}

/** Alternates, so that whatever else the machine does meets everybody. */
private fun measureAll(contenders: List<Contender>, atOnce: Int) {
    for (round in -WARM_UP until ROUNDS) {
        for (contender in contenders) {
            if (round == 0) {
                contender.forget()
            }
            contender.measure(atOnce)
        }
    }
    val same = contenders.filter { it.name.endsWith("times read") || it.name.startsWith("Client") }
    check(same.distinctBy { it.seen }.size == 1) { "they did not read the same: ${same.map { it.name to it.seen }}" }
}

/** The median, over the rounds, of how much of theirs is one of ours. */
private fun ratio(theirs: List<Double>, ours: List<Double>) = median(theirs.zip(ours) { their, our -> their / our })

private fun report(contenders: List<Contender>) {
    for (it in contenders) {
        println("  %-34s%7.0f pages/s   CPU %5.0f µs/page".format(it.name, 1e6 / median(it.wall), median(it.cpu)))
    }
    val (ours, peers) = contenders.partition { it.name.startsWith("Client") }
    for (our in ours) {
        for (peer in peers) {
            val names = "${our.name} / ${peer.name}"
            val (rate, spent) = ratio(peer.wall, our.wall) to ratio(our.cpu, peer.cpu)
            println("  %-52s pages/s %.2f   CPU %.2f".format(names, rate, spent))
        }
    }
}

/** `program` is the built `twitter-feedback`. */
fun main(arguments: Array<String>) {
    Server(arguments[0]).use { server ->
        val contenders = READERS.keys.map { Contender(it, server.service) }
        try {
            println("GET of a page of 100 events, ${server.bytes} bytes, every field read; medians of $ROUNDS rounds")
            for (atOnce in listOf(1, AT_ONCE)) {
                measureAll(contenders, atOnce)
                println(if (atOnce == 1) "One after another" else "$atOnce at a time")
                report(contenders)
            }
            println("Wanted: 1.5 of scribejava's pages/s or more")
        } finally {
            contenders.forEach(Contender::end)
        }
        startup(server.service)
    }
    exitProcess(0)
}
