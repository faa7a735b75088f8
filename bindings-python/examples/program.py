"""Asks one customer, at most once a week, and pulls the answers."""

from twitter_feedback import Client, Program, Prompt, PromptContext

with Client.from_env() as client, Program(client, "feedback.db") as program:
    prompt = Prompt.csat(
        "343434343434", "Thank you for talking to Furni!", "https://furni.example/privacy", external_id="ticket_5555"
    )
    outcome = program.send(prompt, PromptContext(agent_id="agent_7", team="north"))
    if outcome.feedback is not None:
        print("asked: feedback", outcome.feedback.id)
    else:
        print(outcome.status, outcome.reason or outcome.message)  # neither is an error, and nothing is to be done

    print(program.sync())  # nightly, say
    status = program.prompt_status("ticket_5555")
    if status is not None:
        print(status.state, "answered" if status.answered else "not answered yet")
