"""Words that a program's answers have, for type checkers."""

from typing import Literal

AttemptState = Literal["skipped", "reserved", "sending", "unknown", "sent", "failed", "released", "absent", "foreign"]

SkipReason = Literal[
    "cooldown",
    "in_progress",
    "sampled_out",
    "quiet_hours",
    "cannot_message",
    "unknown_can_dm",
    "daily_maximum",
    "suppressed",
]
