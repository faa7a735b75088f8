"""What both clients send, and the sandbox's own calls."""

import time
from datetime import datetime
from urllib.parse import parse_qs, urlsplit

import requests

DAY = 24 * 60 * 60
HOUR = 60 * 60

# Every character that OAuth signatures are known to break on.
HARD_TEXT = "a * ' ( ) ! ~ é 😀 & = + % z"

# Every parameter of create. Its `test` is spelled out for requests-oauthlib; tweepy's tests send what a
# Python program has at hand, True.
PROMPT = {
    "type": "csat",
    "to_user_id": "343434343434",
    "message": HARD_TEXT,
    "privacy_url": "https://example.com/privacy?a=1&b=%20c",
    "external_id": f"ticket 5555 {HARD_TEXT}",
    "question_variant_id": "32",
    "display_name": "*'()!~é😀&=+% Shop",
    "test": "true",
}


def as_sent(sandbox, **more):
    """What a feedback must say of itself after `PROMPT`."""
    sent = {name: value for name, value in PROMPT.items() if name != "message"}
    return {**sent, "test": True, "from_user_id": sandbox["user_id"], **more}


# A person, and what `can_dm` says of them; the second and third are the sandbox's test persons.
PEOPLE = [("343434343434", True), ("9000000000000000150", False), ("9000000000000000000", None)]

# Nobody listens there: the browser of these tests is not followed.
CALLBACK = "http://127.0.0.1:8910/signed-in?tab=1"
# The sandbox takes every callback but those on this host.
UNAPPROVED = "https://unapproved.example/signed-in"
# Status and body of the platform's refusals, as users of these clients report them.
WRONG_VERIFIER = (401, "Error processing your OAuth request: Invalid oauth_verifier parameter")
UNKNOWN_TOKEN = (401, "Invalid request token.")
XML_415 = (
    "<?xml version='1.0' encoding='UTF-8'?><errors><error code=\"415\">Callback URL not approved for this client "
    "application. Approved callback URLs can be adjusted in your application settings</error></errors>"
)

# Calls of verify_credentials in 15 minutes: the smallest limit that there is.
LIMIT = 75

# Smaller than the default of 100, so that a small past has many pages, empty ones among them.
PER_PAGE = 20


def order(sandbox, call, body):
    """A control call, which is not part of the platform and takes no signature."""
    with direct() as session:
        answer = session.post(f"{sandbox['url']}/_sandbox/{call}", json=body, timeout=30)
        answer.raise_for_status()
        return answer.json()


def press_by_order(page):
    """Presses the button of a page without a browser: the PIN, or the URL that a browser would be sent to."""
    place = urlsplit(page)
    told = order({"url": f"{place.scheme}://{place.netloc}"}, "authorize", {"oauth_token": token_of(page)})
    return told.get("pin") or told["redirect"]


def token_of(page):
    """The request token in a page's address."""
    (token,) = parse_qs(urlsplit(page).query)["oauth_token"]
    return token


def wrong_pin(pin):
    return f"{(int(pin) + 1) % 10_000_000:07}"


def direct(session=None):
    """A session that no proxy of the environment comes between: the sandbox is on the loopback."""
    session = session or requests.Session()
    session.trust_env = False
    return session


def period_and_past(sandbox):
    """Makes a past in and around the last 8 days but the last. Returns the period, in milliseconds,
    and how many feedbacks were created in it."""
    now = int(time.time() * 1000)
    begin, end = now - 8 * DAY * 1000, now - DAY * 1000
    order(sandbox, "seed", {"count": 40, "from": begin - 2 * DAY * 1000, "to": begin - 1000})
    inside = order(sandbox, "seed", {"count": 250, "from": begin, "to": end})
    order(sandbox, "seed", {"count": 40, "from": end + 1000, "to": now})
    return {"from_time": begin, "to_time": end}, inside["feedbacks"]


def walk(fetch, period):
    """Every page from the first to the empty cursor; `fetch` takes the parameters of one."""
    pages, seen, cursor = [], set(), None
    while cursor != "":
        page = fetch({"cursor": cursor, "count": PER_PAGE} if cursor else {**period, "count": PER_PAGE})
        pages.append(page["events"])
        cursor = page["next_cursor"]
        assert cursor not in seen, "a cursor that comes again would never end"
        seen.add(cursor)
    return pages


def seconds(written):
    return int(datetime.strptime(written, "%a %b %d %H:%M:%S %z %Y").timestamp())


def check_listing(pages, period, created):
    """What a period's listing owes its reader."""
    assert any(not page for page in pages[:-1]), "no empty page in the middle: the walk proves too little"
    events = [event for page in pages for event in page]
    # Times have a resolution of a second, and the ends of a period mean the seconds they lie in.
    first, last = period["from_time"] // 1000, period["to_time"] // 1000
    assert all(first <= seconds(event["created_at"]) <= last for event in events)
    asked = [event["feedback"]["id"] for event in events if event["event_type"] == "feedback.created"]
    assert len(set(asked)) == created
    assert any("response" in event["feedback"] for event in events if event["event_type"] == "feedback.updated")
