"""What `create` and `send` take."""

from __future__ import annotations

from ._lazy_typing import TYPE_CHECKING

if TYPE_CHECKING:
    from typing import Any


from ._native import Prompt


def as_prompt(prompt: Prompt | None, fields: dict[str, Any], verb: str) -> Prompt:
    """The prompt itself, or one made of its fields."""
    if prompt is None:
        return Prompt(**fields)
    if fields:
        raise TypeError(f"{verb}() takes a prompt or its fields, not both (given with a prompt: {', '.join(fields)})")
    if not isinstance(prompt, Prompt):
        raise TypeError(f"prompt must be a Prompt, not {type(prompt).__name__}")
    return prompt
