// Programs that abort; the argument names the case.

import { Sandbox } from "twitter-feedback";

import { PATIENT } from "../process-support.js";

const CASES = {
  async many_calls_share_a_signal() {
    const sandbox = await Sandbox.start({ limits: false });
    const client = sandbox.client(PATIENT);
    sandbox.fault("show", "hang", { times: 200 });
    const stop = new AbortController();
    const calls = Array.from({ length: 200 }, () => client.show("1", { signal: stop.signal }));
    stop.abort("enough");
    const settled = await Promise.allSettled(calls);
    console.log(settled.filter(({ reason }) => reason === "enough").length);
  },
};

await CASES[process.argv[2]]();
