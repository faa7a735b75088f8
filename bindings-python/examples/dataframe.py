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

feedbacks = [state.feedback for state in fold]
frame = pd.DataFrame([feedback.to_dict() for feedback in feedbacks])
frame["score"] = [feedback.score for feedback in feedbacks]
frame["score_band"] = [feedback.score_band for feedback in feedbacks]
print(frame.groupby("type")["score_band"].value_counts())
