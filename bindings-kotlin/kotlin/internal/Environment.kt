package io.twitterfeedback.internal

private const val PREFIX = "TWITTER_FEEDBACK_"

/** The library's variables of the environment, as Java has them. */
internal fun variables(): Map<String, String> = System.getenv().filterKeys { it.startsWith(PREFIX) }
