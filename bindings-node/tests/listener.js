// A tiny service on loopback that keeps every request to the letter, for tests of what is sent.

import { once } from "node:events";
import http from "node:http";

/**
 * Answers create and show with the smallest feedback, and events with an empty page.
 *
 * The pages of a listing lead on by the cursors in `cursors`, first in, first out.
 */
export async function startListener(t) {
  const listener = { requests: [], cursors: [], url: "" };
  const server = http.createServer(async (request, response) => {
    const chunks = await request.toArray();
    const [path, query = ""] = request.url.split("?");
    const encoded = request.method === "POST" ? Buffer.concat(chunks).toString("latin1") : query;
    listener.requests.push({ method: request.method, path, params: decoded(encoded), headers: request.headers });
    const page = { events: [], next_cursor: listener.cursors.shift() ?? "" };
    response.setHeader("content-type", "application/json");
    response.end(JSON.stringify(path.endsWith("/events.json") ? page : { id: "7" }));
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  t.after(() => {
    server.closeAllConnections();
    server.close();
  });
  listener.url = `http://127.0.0.1:${server.address().port}`;
  return listener;
}

/** Strict, because what is not well encoded must not look as if it were. */
function decoded(encoded) {
  const pairs = encoded === "" ? [] : encoded.split("&");
  return pairs.map((pair) => {
    const [name, value, ...more] = pair.split("=");
    if (value === undefined || more.length > 0 || !/^[\w.~%+-]*$/.test(name + value)) {
      throw new Error(`not a well encoded pair: ${pair}`);
    }
    return [name, value].map((part) => decodeURIComponent(part.replaceAll("+", " ")));
  });
}
