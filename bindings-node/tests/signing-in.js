// What the tests of signing in share.

import { SignIn } from "twitter-feedback";

export const CALLBACK = "https://furni.example/callback?session=7";

/** The options of an app of this sandbox. */
export function appOf(sandbox, more = {}) {
  const { consumerKey, consumerSecret } = sandbox.credentials;
  return { consumerKey, consumerSecret, apiBase: sandbox.url, clock: "service", ...more };
}

export function begin(sandbox, more = {}, options = undefined) {
  return SignIn.begin(appOf(sandbox, more), options);
}
