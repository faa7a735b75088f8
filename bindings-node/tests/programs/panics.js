// Panics in the place that the argument names, here and in a worker. For a build with the feature `panic-for-tests`.

import { once } from "node:events";
import { isMainThread, parentPort, Worker, workerData } from "node:worker_threads";

import { provokedPanic } from "../provoked-panic.js";

async function kindOfPanic(place) {
  try {
    return await provokedPanic(place);
  } catch (error) {
    return error.kind;
  }
}

if (isMainThread) {
  const place = process.argv[2];
  console.log(await kindOfPanic(place));
  const worker = new Worker(new URL(import.meta.url), { workerData: place });
  const [kind] = await once(worker, "message");
  console.log(`${kind} in a worker`);
} else {
  parentPort.postMessage(await kindOfPanic(workerData));
}
