"""Every answer in a ledger and its newest 1,000 attempts, as DataFrames. Needs pandas."""

from datetime import timedelta
from tempfile import TemporaryDirectory

import pandas as pd

from twitter_feedback import Program, Sandbox

with (
    TemporaryDirectory() as folder,
    Sandbox.start() as sandbox,
    sandbox.client() as client,
    Program(client, f"{folder}/feedback.db") as program,
):
    sandbox.seed(500, sandbox.now - timedelta(days=365), sandbox.now - timedelta(days=2))
    program.sync(since=sandbox.now - timedelta(days=366), progress=lambda seen: print(seen.events, "events"))
    coverage = program.coverage()
    answers = pd.json_normalize([state.feedback.to_dict() for state in program.fold()])
    attempts = pd.json_normalize([attempt.to_dict() for attempt in program.attempts()])

print("complete from", coverage.start, "to", coverage.end, "but for", coverage.gaps)
print(answers.groupby(["type", "question_variant_id"])["response.score.value"].describe())
print(attempts.groupby("state")["context.team"].value_counts(dropna=False))
