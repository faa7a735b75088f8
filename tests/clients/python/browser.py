"""The person at the browser, over HTTP: opens the page, reads its form, presses one of its buttons."""

from html.parser import HTMLParser
from urllib.parse import urljoin, urlsplit

import requests
from support import direct

ALLOW = "Authorize app"
CANCEL = "Cancel"
ACCEPT = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"


class Page(HTMLParser):
    """The form of a page, or the PIN that it shows where scripts that read the platform's page look for it."""

    def __init__(self, html):
        super().__init__()
        self.action = self.method = None
        self.fields = {}
        self.buttons = {}
        self.pin = ""
        self._button = None
        self._about_pin = self._in_code = False
        self.feed(html)
        self.close()

    def handle_starttag(self, tag, attrs):
        given = dict(attrs)
        self._about_pin |= given.get("id") == "oauth_pin"
        if tag == "form":
            self.action, self.method = given["action"], given["method"]
        elif tag == "input":
            self.fields[given["name"]] = given["value"]
        elif tag == "button":
            self._button = {given["name"]: given["value"]} if "name" in given else {}
        elif tag == "code":
            self._in_code = True

    def handle_data(self, data):
        if self._button is not None:
            self.buttons[data], self._button = self._button, None
        if self._about_pin and self._in_code:
            self.pin += data

    def handle_endtag(self, tag):
        if tag == "code":
            self._in_code = False


def press(address, label=ALLOW):
    """The PIN that is shown afterwards, or the URL that the browser is sent to; nothing where there is neither."""
    with direct(requests.Session()) as session:
        session.headers["accept"] = ACCEPT
        opened = session.get(address, timeout=30)
        opened.raise_for_status()
        page = Page(opened.text)
        answer = session.request(
            page.method,
            urljoin(address, page.action),
            data={**page.fields, **page.buttons[label]},
            headers={"origin": origin(address)},
            allow_redirects=False,
            timeout=30,
        )
        answer.raise_for_status()
        target = answer.headers.get("location")
        if target is None:
            return Page(answer.text).pin
        # Browsers hold every redirect after a form to it, and an app's callback may well send them on.
        assert "form-action" not in opened.headers["content-security-policy"]
        return target


def origin(address):
    scheme, authority = urlsplit(address)[:2]
    return f"{scheme}://{authority}"
