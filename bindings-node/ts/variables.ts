const PREFIX = "TWITTER_FEEDBACK_";

/**
 * The library's variables of the environment, as JavaScript has them: workers and test runners have an environment of
 * their own, which native code does not see.
 */
export function variables(): Record<string, string> {
  const own = Object.entries(process.env).filter(([name]) => name.startsWith(PREFIX));
  return Object.fromEntries(own.map(([name, value]) => [name, String(value)]));
}
