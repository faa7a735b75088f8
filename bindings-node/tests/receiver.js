// A webhook's receiver on loopback that keeps every delivery.

import { once } from "node:events";
import http from "node:http";

/**
 * Answers with what `answer` returns for a delivery, a status; by default 204.
 *
 * A delivery has `path`, `headers`, `body`, and `remoteAddr`.
 */
export async function startReceiver(t, answer = () => 204) {
  const receiver = { delivered: [], url: "", stop };
  const server = http.createServer(async (request, response) => {
    const body = Buffer.concat(await request.toArray());
    const { url: path, headers, headersDistinct, socket } = request;
    const delivery = { path, headers, headersDistinct, body, remoteAddr: socket.remoteAddress };
    receiver.delivered.push(delivery);
    response.writeHead(await answer(delivery)).end();
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  t.after(stop);
  receiver.url = `http://127.0.0.1:${server.address().port}/feedback?app=7`;
  return receiver;

  function stop() {
    server.closeAllConnections();
    return new Promise((resolve) => server.close(resolve));
  }
}
