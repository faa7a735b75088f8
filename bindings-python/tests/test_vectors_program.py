"""`tests/vectors/program.json`: what a program does, in every language the same."""

from playing import Play, policy_of, sandbox_of
from support import vectors


@vectors("program.json")
def test_a_program_does_what_the_vectors_say(case, program_driver, ledger):
    with sandbox_of(case) as sandbox:

        def reopen(program):
            if program is not None:
                program.close()
            return program_driver.open(sandbox, ledger, policy_of(case))

        play = Play(sandbox, reopen)
        for step in case["steps"]:
            play.check(step)
        play.program.close()
