"""`tests/vectors/program.json`: what a program does, in every language the same."""

import pytest
from playing import Play, policy_of, sandbox_of
from program_support import AsynchronousProgram, BlockingProgram
from support import vectors


@vectors("program.json")
@pytest.mark.parametrize("program_class", [BlockingProgram, AsynchronousProgram], ids=["Program", "AsyncProgram"])
def test_a_program_does_what_the_vectors_say(case, program_class, tmp_path):
    with sandbox_of(case) as sandbox:

        def reopen(program):
            if program is not None:
                program.close()
            return program_class.open(sandbox, tmp_path / "feedback.db", policy_of(case))

        play = Play(sandbox, reopen)
        for step in case["steps"]:
            play.check(step)
        play.program.close()
