"""A webhook as a WSGI application, tried with a delivery that was made up."""

import threading
from urllib.request import Request, urlopen
from wsgiref.simple_server import make_server

from twitter_feedback import SampleDelivery, WebhookCredentials, WebhookError, WebhookVerifier

credentials = WebhookCredentials.generate()  # to be registered with the service, together with the URL
verifier = WebhookVerifier(credentials)
MOST_BYTES = 256 * 1024


def webhook(environ, start_response):
    sender = [environ.get(name) for name in ("HTTP_AUTHORIZATION", "REMOTE_ADDR", "HTTP_X_FORWARDED_FOR")]
    try:
        verifier.authenticate(*sender)  # before anything of the body is read
        length = min(int(environ.get("CONTENT_LENGTH") or 0), MOST_BYTES + 1)
        event = verifier.verify(environ["wsgi.input"].read(length), *sender)
    except WebhookError as error:
        start_response(f"{error.status} Refused", [])
        return []
    print(event.event_type, event.feedback.id, event.feedback.score)
    start_response("204 No Content", [])
    return []


with make_server("127.0.0.1", 0, webhook) as server:
    threading.Thread(target=server.serve_forever, daemon=True).start()
    sample = SampleDelivery(score=9, credentials=credentials)
    request = Request(f"http://127.0.0.1:{server.server_port}/", sample.body, sample.headers)
    print(urlopen(request).status)
    server.shutdown()
