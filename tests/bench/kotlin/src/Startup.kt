package io.twitterfeedback.bench

import java.lang.management.ManagementFactory

private const val RUNS = 11

/** A fresh process that reads one page and says how long that took since the process began, in milliseconds. */
object FirstAnswer {
    @JvmStatic
    fun main(arguments: Array<String>) {
        READERS.getValue(arguments[0])(Service.of(arguments.drop(1))).read(1, 1)
        println(System.currentTimeMillis() - ManagementFactory.getRuntimeMXBean().startTime)
    }
}

fun startup(service: Service) {
    val names = listOf("scribejava + Jackson, times read", "Client, blocking", "Client")
    val taken = names.associateWith { mutableListOf<Double>() }
    // Once for the disk's sake, then in turns.
    for (run in 0..RUNS) {
        for ((name, times) in taken) {
            val process = java(listOf("io.twitterfeedback.bench.FirstAnswer", name) + service.arguments())
            val time = process.inputStream.bufferedReader().readLine().toDouble()
            if (run > 0) {
                times += time
            }
        }
    }
    println("From the start of a process to the first page, median of $RUNS (wanted: under 500 ms)")
    for ((name, times) in taken) {
        println("  %-34s%5.0f ms".format(name, median(times)))
    }
}
