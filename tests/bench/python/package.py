"""What importing the package costs, against tweepy, and how big its wheel is."""

import re
import subprocess
import sys
import time
from pathlib import Path
from statistics import median

RUNS = 20


def milliseconds(code):
    started = time.perf_counter()
    subprocess.run([sys.executable, "-c", code], check=True)
    return 1e3 * (time.perf_counter() - started)


def importtime(module):
    """Milliseconds by the interpreter's own count, everything that the module imports included."""
    command = [sys.executable, "-X", "importtime", "-c", f"import {module}"]
    lines = subprocess.run(command, check=True, capture_output=True, text=True).stderr
    return int(re.search(rf"\| +(\d+) \| {module}$", lines, re.MULTILINE)[1]) / 1e3


def main():
    programs = {"pass": [], "import tweepy": [], "import twitter_feedback": []}
    # Once for the disk's sake, then in turns.
    for number in range(RUNS + 1):
        for code, taken in programs.items():
            taken.append(milliseconds(code))
            if number == 0:
                taken.clear()
    empty, tweepy, ours = (median(taken) for taken in programs.values())
    tweepy, ours = tweepy - empty, ours - empty
    print(f"Import, median of {RUNS} processes, less an empty one of {empty:.1f} ms")
    print(f"  tweepy {tweepy:.1f} ms, twitter_feedback {ours:.1f} ms: {ours / tweepy:.3f}   (wanted: at most 0.1)")
    tweepy, ours = (median(importtime(name) for _ in range(RUNS)) for name in ("tweepy", "twitter_feedback"))
    print(f"  by -X importtime: tweepy {tweepy:.1f} ms, twitter_feedback {ours:.1f} ms: {ours / tweepy:.3f}")
    size = Path(sys.argv[1]).stat().st_size / 2**20
    print(f"Wheel: {size:.2f} MiB   (wanted: less than 10)")


if __name__ == "__main__":
    main()
