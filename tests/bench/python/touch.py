"""Reads every field that the service sends: what an analyst does with a page. Each returns how many events it saw."""

from email.utils import parsedate_to_datetime


def as_it_is(written):
    return written


# What tweepy's own models read times with.
as_datetime = parsedate_to_datetime


def dicts(page, time):
    """A page of parsed JSON; `time` is what becomes of its times."""
    for event in page["events"]:
        event["event_type"], time(event["created_at"])
        feedback = event["feedback"]
        feedback["id"], feedback["type"], feedback["test"]
        time(feedback["created_at"]), time(feedback["updated_at"])
        feedback["from_user_id"], feedback["to_user_id"], feedback["dm_id"]
        feedback.get("external_id"), feedback.get("display_name")
        feedback["question_variant_id"], feedback["privacy_url"]
        response = feedback.get("response")
        if response is not None:
            for answer in (response.get("score"), response.get("text")):
                if answer is not None:
                    time(answer["created_at"]), answer["value"]
    return len(page["events"])


def objects(page):
    """A page of ours; its times are datetimes."""
    events = page.events
    for event in events:
        event.event_type, event.created_at
        feedback = event.feedback
        feedback.id, feedback.type, feedback.test
        feedback.created_at, feedback.updated_at
        feedback.from_user_id, feedback.to_user_id, feedback.dm_id
        feedback.external_id, feedback.display_name
        feedback.question_variant_id, feedback.privacy_url
        response = feedback.response
        for answer in (response.score, response.text):
            if answer is not None:
                answer.created_at, answer.value
    return len(events)
