"""The analyst's first ten lines: nothing is needed but the package."""

from datetime import timedelta

from twitter_feedback import Prompt, Sandbox

with Sandbox.start() as sandbox, sandbox.client() as client:
    prompt = Prompt.csat("343434343434", "Thank you for talking to Furni!", "https://furni.example/privacy")
    feedback = client.create(prompt)
    sandbox.answer(feedback.id, score=5, text="You were quick.")
    sandbox.advance(timedelta(days=2))  # events are shown once they are 24 hours old
    for event in client.events():
        print(event.created_at, event.event_type, event.feedback.score, event.feedback.comment)
