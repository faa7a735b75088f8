"""Writes the inputs that fuzzing starts from, made from tests/vectors, into a directory of each target."""

import json
import sys
from base64 import b64encode
from pathlib import Path
from urllib.parse import quote, urlencode, urlsplit

VECTORS = Path(__file__).parent / "../tests/vectors"
AT = "Tue Dec 15 17:58:20 +0000 2015"


def cases(name):
    vectors = json.loads((VECTORS / name).read_text())
    return vectors.get("cases") or vectors["vectors"]


def event(feedback):
    return f'{{"event_type":"feedback.updated","created_at":"{AT}","feedback":{feedback}}}'


def pages():
    for case in cases("paging.json"):
        yield from (json.dumps(page) for page in case.get("pages", ()))
        yield from case.get("raw_pages", ())
    for case in cases("fold.json"):
        yield json.dumps({"events": case["events"], "next_cursor": "10011"})
    for case in cases("feedback.json"):
        yield f'{{"events":[{event(case["json"])},{event(case["json"])},{{}}],"next_cursor":""}}'


def deliveries():
    for case in cases("feedback.json"):
        yield event(case["json"])
    for case in cases("fold.json"):
        yield from map(json.dumps, case["events"])


def dates():
    for case in cases("timestamps.json"):
        yield case["text"]
    yield "2015-12-15T17:58:20Z"
    yield "2015-12-15T17:58:20.123-05:30"


def cursors():
    # Five bytes that plan pages and period, and then one for each event.
    plan = "\x02\x07\x00\xff\x05\x01\x01\x02\x03\x05\x08\x0d"
    for cursor in ["10011", '"10011"', '""', "null", '"0"', "0", "-7", "1e3", "10011.0", "[]", "18446744073709551615"]:
        yield f"{cursor}\n10011\n{plan}"


def requests():
    for case in cases("signing.json"):
        url = urlsplit(case["base_uri"])
        signed = [*case["params"], ["oauth_signature", case["signature"]]]
        header = ", ".join(f'{name}="{quote(value, "~")}"' for name, value in signed if name.startswith("oauth_"))
        query = urlencode([tuple(pair) for pair in signed if not pair[0].startswith("oauth_")])
        lines = [f'OAuth realm="Photos, and more", {header}', query, query, case["method"], url.netloc, url.path]
        yield "\n".join([*lines, "199.59.148.1:443", "1.2.3.4, 10.1.2.3"])
    pair = b64encode("feedback:pass:wörd".encode()).decode()
    yield f"Basic {pair}\n\n\n\n\n\n[::ffff:199.59.148.1]:443\nunknown"


SEEDS = {
    "authorization": requests,
    "cursor": cursors,
    "date": dates,
    "event_page": pages,
    "webhook_body": deliveries,
}

for target, inputs in SEEDS.items():
    folder = Path(sys.argv[1]) / target
    folder.mkdir(parents=True, exist_ok=True)
    for number, text in enumerate(inputs()):
        (folder / str(number)).write_bytes(text.encode("utf-8", "surrogatepass"))
