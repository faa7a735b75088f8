// How long to wait, and how to stop waiting.

import { Sandbox, TimedOutError } from "twitter-feedback";

const sandbox = await Sandbox.start();
sandbox.fault("show", "hang", { times: 3 });

const impatient = sandbox.client({ operationTimeoutMs: 200 }); // all tries of one call that reads
try {
  await impatient.show("1");
} catch (error) {
  console.log(error instanceof TimedOutError, error.message);
}

const client = sandbox.client();
try {
  await client.show("1", { signal: AbortSignal.timeout(200) });
} catch (error) {
  console.log(error.name); // the signal's reason, as with fetch: TimeoutError
}
