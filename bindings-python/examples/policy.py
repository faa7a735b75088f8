"""Whom not to ask, and why somebody was not asked."""

from datetime import timedelta
from tempfile import TemporaryDirectory

from twitter_feedback import Policy, Program, Prompt, QuietHours, Sandbox

policy = Policy(
    min_interval=timedelta(days=30),
    sample_rate=0.5,
    quiet_hours=QuietHours("21:00", "08:00", "America/Sao_Paulo"),
    suppressed_user_ids=["1003"],
)
with (
    TemporaryDirectory() as folder,
    Sandbox.start() as sandbox,
    sandbox.client() as client,
    Program(client, f"{folder}/feedback.db", policy) as program,
):
    for user_id in range(1001, 1009):
        prompt = Prompt.nps(str(user_id), "Thank you for talking to Furni!", "https://furni.example/privacy")
        outcome = program.send(prompt)
        print(user_id, outcome.status, outcome.reason, outcome.until)
    for attempt in program.attempts(state="skipped"):
        print(attempt.to_user_id, attempt.reason, attempt.attempted_at)
