"""The command `twitter-feedback`, as `python -m twitter_feedback` and as a console script."""

import signal
import sys

from ._native import run


def main() -> int:
    """Runs the command with this process's arguments and returns its exit code."""
    # The command waits in native code, where Python's own handler would never get its turn.
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    return run(["twitter-feedback", *sys.argv[1:]])


if __name__ == "__main__":
    sys.exit(main())
