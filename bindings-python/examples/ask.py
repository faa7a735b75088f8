"""Asks one customer of the account that the environment names."""

from twitter_feedback import Client, FeedbackError, OutcomeUnknownError, Prompt

with Client.from_env() as client:
    prompt = Prompt.nps(
        "343434343434", "Thank you for talking to Furni!", "https://furni.example/privacy", external_id="ticket_5555"
    )
    try:
        print("asked: feedback", client.create(prompt).id)
    except OutcomeUnknownError as error:
        print("perhaps asked, so never ask again:", error)
    except FeedbackError as error:
        print("not asked:", error)
