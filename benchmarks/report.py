"""Time and size of a study's reports from cached scores: ``python -m benchmarks report [--study FILE]``.

Runs the study twice, each time in a process of its own as a user would: the first run asks the model for what is not cached yet, the
second finds every score. Prints the seconds of both, of which the second is the one that a reader who changes a chart waits for, and the
size of each page.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
import tempfile
import time
from pathlib import Path

DEMO = Path(__file__).parent.parent / "data" / "demo" / "study.toml"


def time_report(study: Path, out: Path) -> float:
    """Return the seconds that the command takes, its start included."""
    begun = time.perf_counter()
    subprocess.run([sys.executable, "-m", "analysis", "report", "--study", study, "--out", out], check=True, stdout=subprocess.DEVNULL)
    return time.perf_counter() - begun


def main(argv: list[str]) -> None:
    parser = argparse.ArgumentParser(prog="python -m benchmarks report", description=__doc__.splitlines()[0])
    parser.add_argument("--study", type=Path, default=DEMO)
    args = parser.parse_args(argv)
    with tempfile.TemporaryDirectory() as scratch:
        first, second = (time_report(args.study, Path(scratch)) for _ in range(2))
        print(f"{args.study}: first run {first:.0f} s, from cached scores {second:.0f} s")
        for page in sorted(Path(scratch).glob("*.html")):
            print(f"  {page.name:<22} {page.stat().st_size / 1e6:5.2f} MB")
