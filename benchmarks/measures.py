"""One statement against several measures of one quarrel: ``python -m benchmarks measures [--model NAME]``.

What somebody says of a bypass has a side on the bypass and none on a ban on lorries, however angry it is. ``gold/measures`` holds 30
constructed quarrels over three or four measures each, what people say in them, and where each line stands on every one of the measures
(the format is that of ``training/written.py``). A language model wrote them, kept apart from those that wrote training sentences, and
marked them twice in one sitting; where its two marks differ the line is not counted. No model was trained on them; the weights that ship
were chosen with their figures among others, without a look at single lines.

Printed: of the sides that are given, as a study gives them, how many are right, how many are the other side and how many have none there,
and of the sides that are there how many are found; with intervals over quarrels.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pandas as pd

from benchmarks.acts import find_sides
from benchmarks.framing_measures import draw_counts, show
from training.written import SIDES, read_families

GOLD = Path(__file__).parent / "gold/measures/measures.txt"
NAMES = {True: "favor", False: "against", None: "none"}
OPEN, NOWHERE = "no side here, one on another measure", "no side on any measure"


def read_lines() -> pd.DataFrame:
    """Return one row a line and measure that it is marked for: quarrel, text, target, the side there is, and what else the line says."""
    return pd.DataFrame(_list_lines(), columns=["quarrel", "text", "target", "side", "sort"])


def _list_lines() -> Iterator[tuple[int, str, str, str, str]]:
    for quarrel, family in enumerate(read_families(GOLD)):
        for marks, words in family.lines:
            sided = not set(marks) <= {"0", "."}
            for (target, *_), mark in zip(family.measures, marks, strict=True):
                if mark != ".":
                    side = NAMES[SIDES[mark]]
                    yield quarrel, words, target, side, "a side" if side != "none" else OPEN if sided else NOWHERE


def main(argv: list[str]) -> None:
    """Print how often a side is given, right, and given where there is none."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks measures", description=__doc__.splitlines()[0])
    parser.add_argument("--model", default="embedded")
    args = parser.parse_args(argv)
    lines = read_lines()
    print_counts(lines.assign(got=find_sides(lines, args.model)))


def print_counts(lines: pd.DataFrame) -> None:
    """Print the counts of lines with their ``got``."""
    given, there = lines.got != "none", lines.side != "none"
    right = given & (lines.got == lines.side)
    table = lines.assign(given=given, there=there, right=right)
    counts = table.groupby("quarrel")[["right", "given", "there"]].sum().to_numpy()
    print(f"{len(lines)} pairs of a line and a measure, {lines.quarrel.nunique()} quarrels; a side is there in {there.sum()}")
    print(f"  sides given that are right  {show(draw_counts(counts, lambda c: c[0] / max(1, c[1])))} of {given.sum()}")
    print(f"  sides there that are found  {show(draw_counts(counts, lambda c: c[0] / max(1, c[2])))} of {there.sum()}")
    print(f"  the other side is given     {(given & there & ~right).sum()}")
    for sort in (OPEN, NOWHERE):
        part = lines.sort == sort
        print(f"  {sort}: a side is given in {np.mean(given[part]):.3f} of {part.sum()}")
