"""Both programs behind one face."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import Any

from twitter_feedback import AsyncProgram, Program, Sandbox

# What the driver hands on.
CALLS = ["send", "sync", "reconcile", "prompt_status", "coverage", "attempts", "folded", "fold"]


class ProgramDriver:
    """One program, called the same way whether it blocks or not."""

    program_class: type

    def __init__(self, program: Any) -> None:
        self.program = program

    @classmethod
    def open(cls, sandbox: Sandbox, ledger: Path, policy: Any = None, **options: Any) -> ProgramDriver:
        raise NotImplementedError

    def settle(self, outcome: Any) -> Any:
        raise NotImplementedError

    def create(self, *args: Any) -> Any:
        return self.settle(self.program.client.create(*args))

    def close(self) -> None:
        self.settle(self.program.close())

    def __getattr__(self, name: str) -> Any:
        if name not in CALLS:
            raise AttributeError(name)
        return lambda *args, **options: self.settle(getattr(self.program, name)(*args, **options))


class BlockingProgram(ProgramDriver):
    program_class = Program

    @classmethod
    def open(cls, sandbox: Sandbox, ledger: Path, policy: Any = None, **options: Any) -> BlockingProgram:
        return cls(Program(sandbox.client(**options), ledger, policy))

    def settle(self, outcome: Any) -> Any:
        return outcome


class AsynchronousProgram(ProgramDriver):
    program_class = AsyncProgram

    @classmethod
    def open(cls, sandbox: Sandbox, ledger: Path, policy: Any = None, **options: Any) -> AsynchronousProgram:
        return cls(asyncio.run(AsyncProgram.open(sandbox.async_client(**options), ledger, policy)))

    def settle(self, outcome: Any) -> Any:
        return asyncio.run(outcome)
