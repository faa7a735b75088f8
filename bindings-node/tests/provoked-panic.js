// A panic on order, through all that a user's call goes through. For a build with the cargo feature `panic-for-tests`.

import { createRequire } from "node:module";
import path from "node:path";

import { Client } from "twitter-feedback";

import { PACKAGE } from "./process-support.js";

// Inside the package, past its exports: the very module that the package calls.
const native = createRequire(path.join(PACKAGE, "dist", "index.js"))("./native/index.js");

const KEYS = { consumerKey: "a", consumerSecret: "b", accessToken: "c", accessTokenSecret: "d" };

/** Calls `show`, of which the native half panics in this place. */
export async function provokedPanic(place) {
  const { show } = native.NativeClient.prototype;
  native.NativeClient.prototype.show = (to, call) => native.provokePanic(to, call, place);
  try {
    return new Client({ credentials: KEYS }).show("1");
  } finally {
    native.NativeClient.prototype.show = show;
  }
}
