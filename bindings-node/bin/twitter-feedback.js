#!/usr/bin/env node
"use strict";

// The native module alone: the command needs nothing else, and what it writes must not go through process.stdout,
// which would make pipes non-blocking under it.
const { run } = require("../dist/native/index.js");

process.exitCode = run(["twitter-feedback", ...process.argv.slice(2)]);
