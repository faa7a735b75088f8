package io.twitterfeedback

import java.time.Instant
import java.time.LocalDateTime
import java.time.ZoneOffset

// What the service sends, in the letter of its reference.

const val COMMENT = "Nobody told me why <3"

const val ANSWERED =
    """{"created_at":"Tue Dec 15 17:58:20 +0000 2015","updated_at":"Tue Dec 15 18:58:20 +0000 2015",""" +
        """"id":123456789,"type":"nps","test":false,"dm_id":8989898989,"from_user_id":"1212121212121",""" +
        """"to_user_id":"343434343434","privacy_url":"https://mybusiness.domain/privacy",""" +
        """"external_id":"ticket_5555","question_variant_id":3,"display_name":"MyBusinessName", """ +
        """"media_id_str": 12345678901234567890123,"later":{"a":[1, 2.50, "x y", null, true]},""" +
        """"response":{"score":{"created_at":"Tue Dec 15 18:00:00 +0000 2015","value":7},""" +
        """"text":{"created_at":"Tue Dec 15 18:58:20 +0000 2015","value":"$COMMENT"}}}"""

const val EVENT =
    """{"event_type":"feedback.updated","created_at":"Tue Dec 15 18:58:20 +0000 2015",""" +
        """"for_user_id": 12345678901234567890123,"feedback":$ANSWERED}"""

const val UNREADABLE = """{"event_type": "feedback.updated", "feedback": {}}"""

const val PAGE = """{"events": [$EVENT, $UNREADABLE], "next_cursor": "10011"}"""

/** A time of the day of the samples. */
fun at(hour: Int, minute: Int = 0, second: Int = 0): Instant =
    LocalDateTime.of(2015, 12, 15, hour, minute, second).toInstant(ZoneOffset.UTC)
