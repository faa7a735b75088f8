package io.twitterfeedback.bench

import com.sun.management.OperatingSystemMXBean
import java.lang.management.ManagementFactory

/** One contender in a process of its own: for each line `pages atOnce` it answers with a line of what that took. */
fun main(arguments: Array<String>) {
    val reader = READERS.getValue(arguments[0])(Service.of(arguments.drop(1)))
    val system = ManagementFactory.getOperatingSystemMXBean() as OperatingSystemMXBean
    for (line in generateSequence(::readLine)) {
        val (pages, atOnce) = line.split(' ').map(String::toInt)
        val (wall, cpu) = System.nanoTime() to system.processCpuTime
        val seen = reader.read(pages, atOnce)
        val took = listOf(System.nanoTime() - wall, system.processCpuTime - cpu).map { it / 1e3 / pages }
        println("${took[0]} ${took[1]} ${seen / pages}")
    }
}
