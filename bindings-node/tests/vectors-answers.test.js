// The shared cases that are played through the sandbox: what an answer means, and how a listing is read.

import assert from "node:assert/strict";
import { test } from "node:test";

import { OutcomeUnknownError } from "twitter-feedback";

import { CLASSES, OPERATIONS, past, rejection, startWithClient, table, vectors } from "./support.js";

for (const { name, operation, respond, expected } of vectors("errors.json")) {
  test(`an answer means what the vectors say: ${name}`, async (t) => {
    const { sandbox, client } = await startWithClient(t);
    const now = sandbox.now.getTime();
    sandbox.fault(operation, "respond", { ...respond, headers: dated(respond.headers ?? {}, now) });

    const error = await rejection(OPERATIONS[operation](client, sandbox));
    assert.equal(error.constructor, CLASSES[expected.kind]);
    const { kind, status, codes, retryable, maybeSent } = error;
    const seen = { kind, status, codes, retryable, maybe_sent: maybeSent };
    assert.deepEqual(seen, Object.fromEntries(Object.keys(seen).map((member) => [member, expected[member]])));
    assert.equal(error.message, expected.message ?? error.message);
    assert.equal(error.requestId, expected.request_id ?? error.requestId);
    assert.equal(error.cause?.kind, expected.cause);
    assert.equal("cause" in error, "cause" in expected);
    if (expected.retry_after_seconds === undefined) {
      assert.equal(error.retryAt, null);
    } else {
      // `Date` and the reset are told in whole seconds, and the sandbox's clock runs on.
      const after = error.retryAt.getTime() - now;
      assert.ok(Math.abs(after - expected.retry_after_seconds * 1000) < 3000, `${after} ms`);
    }
  });
}

/** `+600` stands for 600 seconds from now. */
function dated(headers, now) {
  const seconds = Math.floor(now / 1000);
  const entries = Object.entries(headers);
  return Object.fromEntries(
    entries.map(([name, value]) => [name, /^[+-]/.test(value) ? String(seconds + Number(value)) : value]),
  );
}

for (const { code, usual_status, meaning, kind, retry } of table("error-codes.csv")) {
  for (const [operation, call] of Object.entries(OPERATIONS)) {
    test(`a code means what the table says: ${code} ${meaning}, ${operation}`, async (t) => {
      const { sandbox, client } = await startWithClient(t);
      const said = { code: Number(code), message: meaning };
      // Twice, for the code that is answered by asking once more at the service's own time.
      sandbox.fault(operation, "respond", { times: 2, status: Number(usual_status), body: { errors: [said] } });

      let error = await rejection(call(client, sandbox));
      if (operation === "create" && kind === "server") {
        assert.equal(error.constructor, OutcomeUnknownError);
        assert.equal(error.retryable, false);
        error = error.cause;
      }
      assert.equal(error.constructor, CLASSES[kind]);
      assert.deepEqual([error.kind, error.status, error.codes], [kind, Number(usual_status), [said.code]]);
      assert.deepEqual(error.errors, [said]);
      if (operation !== "create") {
        assert.equal(error.retryable, ["at reset", "GET only"].includes(retry));
      }
      assert.equal(sandbox.requests.length, retry.startsWith("once") ? 2 : 1);
    });
  }
}

for (const { name, pages, raw_pages = [], expected } of vectors("paging.json")) {
  const order = async (t) => {
    const { sandbox, client } = await startWithClient(t);
    for (const body of [...pages, ...raw_pages]) {
      sandbox.fault("events", "respond", { body });
    }
    return { sandbox, events: client.events(past(sandbox)) };
  };

  const read = async (iterable, take) => {
    try {
      for await (const one of iterable) {
        take(one);
      }
    } catch (error) {
      return error;
    }
    return undefined;
  };

  const assertEnded = (error, sandbox) => {
    assert.equal(error?.kind, expected.error?.kind);
    assert.ok(error === undefined || error.message.includes(expected.error.message ?? ""));
    assert.equal(sandbox.requests.length, expected.requests);
  };

  test(`a listing is read page by page as the vectors say: ${name}`, async (t) => {
    const { sandbox, events } = await order(t);
    const ids = [];
    let unreadable = 0;
    const error = await read(events.pages(), (page) => {
      ids.push(...page.events.map((event) => event.feedback.id));
      unreadable += page.unreadable.length;
    });
    assert.deepEqual([ids, unreadable], [expected.ids, expected.unreadable]);
    assertEnded(error, sandbox);
  });

  test(`a listing is read event by event as the vectors say: ${name}`, async (t) => {
    const { sandbox, events } = await order(t);
    const ids = [];
    const error = await read(events, (event) => ids.push(event.feedback.id));
    assert.deepEqual(ids, expected.ids);
    assertEnded(error, sandbox);
  });
}
