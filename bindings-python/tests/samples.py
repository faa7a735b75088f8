"""What the service sends, in the letter of its reference."""

from datetime import datetime, timezone

COMMENT = "Nobody told me why <3"

ANSWERED = (
    '{"created_at":"Tue Dec 15 17:58:20 +0000 2015","updated_at":"Tue Dec 15 18:58:20 +0000 2015",'
    '"id":123456789,"type":"nps","test":false,"dm_id":8989898989,"from_user_id":"1212121212121",'
    '"to_user_id":"343434343434","privacy_url":"https://mybusiness.domain/privacy","external_id":"ticket_5555",'
    '"question_variant_id":3,"display_name":"MyBusinessName", "media_id_str": 12345678901234567890123,'
    '"later":{"a":[1, 2.50, "x y", null, true]},'
    '"response":{"score":{"created_at":"Tue Dec 15 18:00:00 +0000 2015","value":7},'
    '"text":{"created_at":"Tue Dec 15 18:58:20 +0000 2015","value":"' + COMMENT + '"}}}'
)

# The same said otherwise: other spelling, order and white space.
ANSWERED_OTHERWISE = ANSWERED.replace('"id":123456789', '"id" : "123456789"').replace(
    "Tue Dec 15 17:58:20 +0000 2015", "TueDec1517:58:20+00002015"
)

EVENT = '{"event_type":"feedback.updated","created_at":"Tue Dec 15 18:58:20 +0000 2015","feedback":' + ANSWERED + "}"

PAGE = '{"events": [' + EVENT + ', {"event_type": "feedback.updated", "feedback": {}}], "next_cursor": "10011"}'


def at(hour: int, minute: int, second: int) -> datetime:
    """A time of the day of the samples."""
    return datetime(2015, 12, 15, hour, minute, second, tzinfo=timezone.utc)
