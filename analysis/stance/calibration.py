"""From averaged NLI probabilities to calibrated stance probabilities and an abstention threshold.

Five numbers, stored beside the model's weights in ``calibration.json``: a temperature, a bias on neutral, the threshold below which a
label is ``unclear``, and how sure or how weak an answer must be for no further wording to be asked. They come twice: for any text, fitted
on labelled sets of opinions, and for statements that have passed a study's relevance words, fitted on statements of real news that have,
most of which are about something near the target and take no side on it. And each comes again for targets that are a thing, asked as a
noun phrase, and for those that are a person: praise and blame of people are answered as surely as arguments, and less well. One number
more, a temperature, is for inference pairs (``calibrate_inference``). ``python -m benchmarks calibrate`` fits them and prints how it did; a
model without the file is used as it comes, with a threshold of 0.5 and every wording asked, and the report says so.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import NamedTuple

import numpy as np
import pandas as pd

_TOLD = ("temperature", "neutral_bias", "threshold", "neutral", "error_rate", "coverage", "sides_wrong")
INFERENCE = "inference"  # key of what is fitted on inference pairs


class Calibration(NamedTuple):
    """p ∝ exp((log p + bias · [neutral]) / temperature); a side whose probability is below ``threshold`` is unclear, and so is "neutral"
    below ``neutral``, or below the threshold where that is None."""

    temperature: float = 1.0
    neutral_bias: float = 0.0
    threshold: float = 0.5
    is_fitted: bool = False
    settled: float = 2.0  # no further wording is asked from this probability of a side on (of "neutral" as far above its threshold) …
    hopeless: float = -1.0  # … nor down from this one, where no other wording would make a label of it
    neutral: float | None = None  # the threshold of "neutral", where it is another
    of_things: Calibration | None = None  # the one for noun phrases as targets, where it differs
    of_persons: Calibration | None = None  # the one for targets that are a person
    sides_wrong: float | None = None  # share of the sides given that were wrong on news that it was not fitted on, where that is measured

    def with_threshold(self, threshold: float | None) -> Calibration:
        """Return the calibration with another threshold for the two sides, whatever the kind of target, or as it is for None.

        "neutral" keeps the threshold it has: how sure a model is that no side is taken is another scale than how sure it is of a side.
        """
        if threshold is None:
            return self
        return self._replace(
            threshold=threshold, neutral=self.least_neutral, settled=max(self.settled, threshold), hopeless=min(self.hopeless, threshold),
            sides_wrong=self.sides_wrong if threshold <= self.threshold else None,
            of_things=self.of_things and self.of_things.with_threshold(threshold),
            of_persons=self.of_persons and self.of_persons.with_threshold(threshold),
        )  # fmt: skip

    @property
    def least_neutral(self) -> float:
        """The least probability of "neutral"."""
        return self.threshold if self.neutral is None else self.neutral

    def apply(self, p: np.ndarray) -> np.ndarray:
        """Return calibrated probabilities, shape (n, 3), columns favor, against, neutral as given."""
        logits = (np.log(np.clip(p, 1e-6, 1)) + np.array([0.0, 0.0, self.neutral_bias])) / self.temperature
        powers = np.exp(logits - logits.max(axis=-1, keepdims=True))
        return powers / powers.sum(axis=-1, keepdims=True)


def read_calibration(folder: Path, relevant: bool = False) -> Calibration:
    """Return the calibration stored beside a model, for any text or for relevant statements, or the identity where there is none."""
    path = folder / "calibration.json"
    if not path.is_file():
        return Calibration()
    stored = json.loads(path.read_text(encoding="utf-8"))
    name = "relevant statements" if relevant else "any text"
    own = {kind: _build(stored[key]) for kind in ("thing", "person") if (key := f"{name}, a {kind}") in stored}
    return _build(stored[name])._replace(of_things=own.get("thing"), of_persons=own.get("person"))


def calibrate_inference(p: np.ndarray, folder: Path) -> np.ndarray:
    """Return NLI probabilities as sure as they should be, shape (n, 3), likeliest class as before: p ∝ p^(1/temperature).

    The temperature is that of inference pairs, stored beside the model's weights; as given where there is none. Stances are
    calibrated from the probabilities as the model gives them.
    """
    path = folder / "calibration.json"
    stored = json.loads(path.read_text(encoding="utf-8")) if path.is_file() else {}
    return Calibration(stored.get(INFERENCE, {}).get("temperature", 1.0)).apply(p)


def tabulate_calibration(folder: Path) -> pd.DataFrame:
    """Return what is stored beside a model, one row a kind of text and target, in words and figures for a reader.

    Columns: ``texts`` ("any text", "relevant statements"), ``target`` ("any", "thing", "person"), ``temperature`` (above 1: the model
    was too sure), ``neutral_bias`` (above 0: it gave too many sides), ``threshold`` (the least probability of a side, and of a label
    where ``neutral`` is empty), ``neutral`` (the least probability of "neutral"), ``wrong`` (share
    of the labels given that were wrong on the labelled rows it was fitted to, 0 to 1), ``coverage`` (share of those rows that got a
    label, 0 to 1), ``sides_wrong`` (share of the sides given that were wrong on other news, where that is measured). No rows for a model
    without calibration.
    """
    path = folder / "calibration.json"
    stored = json.loads(path.read_text(encoding="utf-8")) if path.is_file() else {}
    rows = []
    for name in (name for name, raw in stored.items() if isinstance(raw, dict) and name != INFERENCE):
        texts, _, kind = name.partition(", a ")
        raw = stored[name]
        rows.append((texts, kind or "any", *(raw.get(name) for name in _TOLD)))
    columns = ["texts", "target", "temperature", "neutral_bias", "threshold", "neutral", "wrong", "coverage", "sides_wrong"]
    return pd.DataFrame(rows, columns=columns).astype(dict.fromkeys(columns[2:], float)).round(3)


def _build(raw: dict) -> Calibration:
    return Calibration(
        raw["temperature"], raw["neutral_bias"], raw["threshold"], True, raw["settled"], raw["hopeless"], raw.get("neutral"),
        sides_wrong=raw.get("sides_wrong"),
    )  # fmt: skip
