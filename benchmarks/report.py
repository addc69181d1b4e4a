"""Time and size of a study's reports from cached scores: ``python -m benchmarks report [--study FILE]``.

Runs the study twice, each time in a process of its own as a user would: the first run asks the model for what is not cached yet, the
second finds every score. Prints the seconds of both, until ``index.html`` stands and until the pages of the notebooks do, and the size
of each page.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
import tempfile
import time
from pathlib import Path

DEMO = Path(__file__).parent.parent / "data" / "demo" / "study.toml"


def time_report(study: Path, out: Path) -> tuple[float, float]:
    """Return the seconds from the command's start until ``index.html`` is written, and until the notebooks' pages are too."""
    begun = time.time()
    subprocess.run([sys.executable, "-m", "analysis", "report", "--study", study, "--out", out], check=True, stdout=subprocess.DEVNULL)
    return (out / "index.html").stat().st_mtime - begun, time.time() - begun


def main(argv: list[str]) -> None:
    parser = argparse.ArgumentParser(prog="python -m benchmarks report", description=__doc__.splitlines()[0])
    parser.add_argument("--study", type=Path, default=DEMO)
    args = parser.parse_args(argv)
    with tempfile.TemporaryDirectory() as scratch:
        for run in ("first run", "from cached scores"):
            index, pages = time_report(args.study, Path(scratch))
            print(f"{args.study}, {run}: index.html after {index:.0f} s, the notebooks' pages after {pages:.0f} s")
        for page in sorted(Path(scratch).glob("*.html")):
            print(f"  {page.name:<22} {page.stat().st_size / 1e6:5.2f} MB")
