"""A test of a helpdesk's webhook handler against the sandbox."""

import threading
from http.server import BaseHTTPRequestHandler, HTTPServer

from twitter_feedback import Prompt, Sandbox, WebhookCredentials, WebhookError, WebhookVerifier

credentials = WebhookCredentials.generate()
verifier = WebhookVerifier(credentials)
kept = []


class Helpdesk(BaseHTTPRequestHandler):
    """What stands in your own server: it lets the service in and keeps what it says."""

    def do_POST(self):
        body = self.rfile.read(int(self.headers["Content-Length"]))
        try:
            kept.append(verifier.verify(body, self.headers["Authorization"]))
            self.send_response(200)
        except WebhookError as error:
            self.send_response(error.status)
        self.end_headers()


def test_an_answer_reaches_the_helpdesk():
    server = HTTPServer(("127.0.0.1", 0), Helpdesk)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    url = f"http://127.0.0.1:{server.server_port}/feedback"

    with Sandbox.start() as sandbox, sandbox.client() as client:
        sandbox.webhook(url, username=credentials.username, password=credentials.password)
        prompt = Prompt.nps("343434343434", "How did Furni do today?", "https://furni.example/privacy")
        feedback = client.create(prompt)
        sandbox.answer(feedback.id, score=9, text="Quick!")  # as the customer
        sandbox.deliveries()  # everything has been delivered
    assert [event.feedback.score for event in kept] == [None, 9]  # asked, then answered


if __name__ == "__main__":
    test_an_answer_reaches_the_helpdesk()
    print("delivered:", [event.feedback.score for event in kept])
