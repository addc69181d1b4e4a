"""Framing on the labelled sets: ``python -m benchmarks framing [--data ../shared/data] [--model embedded] [--only PART]``.

voices       share of characters given to the right voice on PolNeAR dev (gold contents as truth), against "all journalist"
bias         do the words flagged in the journalist's voice find BASIL's lexical-bias spans outside quotations: by sentence,
             against chance and against a sentiment lexicon (VADER, if it is installed)
techniques   sentences with persuasion techniques (SemEval-2023): F1 against "always" and a few obvious keywords; with --model
             also zero-shot on a sample
frames       with --model: the study's frames on passages that a language model coded (``gold/frames.csv``), against gate words

Intervals are 90% percentile bootstraps over articles (over sentences for techniques). Weak figures are printed as they are.
"""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from pathlib import Path

from benchmarks.framing_bias import measure_bias
from benchmarks.framing_frames import measure_frames, measure_techniques
from benchmarks.framing_voices import measure_voices


def main(argv: Sequence[str] | None = None) -> None:
    parser = argparse.ArgumentParser(prog="framing", description="Framing on the labelled sets.")
    parser.add_argument("--data", type=Path, default=Path("../shared/data"))
    parser.add_argument("--model", help="embedded, hub:owner/name …; without it the parts that need a model are left out")
    parser.add_argument("--frames", type=Path, default=Path("data/frames.toml"))
    parser.add_argument("--only", choices=("voices", "bias", "techniques", "frames"))
    arguments = parser.parse_args(argv)
    if arguments.only == "frames" and not arguments.model:
        parser.error("frames are read by a model: give --model embedded")
    parts = {
        "voices": lambda: measure_voices(arguments.data),
        "bias": lambda: measure_bias(arguments.data),
        "techniques": lambda: measure_techniques(arguments.data, arguments.model),
        "frames": lambda: measure_frames(arguments.data, arguments.model, arguments.frames) if arguments.model else None,
    }
    for name, measure in parts.items():
        if arguments.only in (None, name):
            measure()


if __name__ == "__main__":
    main()
