// Both kinds of modules see the same classes, or `instanceof` would not tell errors apart.

import assert from "node:assert/strict";

import { Client, FeedbackError } from "twitter-feedback";

import required from "./required.cjs";

const imported: typeof required = { Client, FeedbackError };
assert.deepEqual({ ...required }, imported);
