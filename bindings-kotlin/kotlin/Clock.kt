package io.twitterfeedback

/** Whose time a client goes by. */
public enum class Clock(internal val word: String) {
    /** The machine's: the default. */
    SYSTEM("system"),

    /** The service's, from the `Date` of its answers; for loopback API bases only. */
    SERVICE("service"),
}
