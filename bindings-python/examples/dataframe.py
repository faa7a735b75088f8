"""A year's answers as a DataFrame. Needs pandas."""

from datetime import datetime, timedelta, timezone

import pandas as pd

from twitter_feedback import Fold, Sandbox

now = datetime.now(timezone.utc)
with Sandbox.start() as sandbox, sandbox.client() as client:
    sandbox.seed(500, now - timedelta(days=365), now - timedelta(days=2))
    fold = Fold()
    for event in client.events(from_time=now - timedelta(days=366)):
        fold.apply(event)  # any number of updates, in any order, add up to the same state

feedbacks = [state.feedback for state in fold if not state.feedback.test]
frame = pd.DataFrame([feedback.to_dict() for feedback in feedbacks])
for name in ("score", "score_band", "comment", "question_text"):
    frame[name] = [getattr(feedback, name) for feedback in feedbacks]
# The wordings of a type ask different things, so their answers are not pooled.
print(frame.groupby(["type", "question_variant_id"])["score_band"].value_counts())
