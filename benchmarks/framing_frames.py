"""Frames and persuasion techniques: zero-shot and by word, against the labels of SemEval-2023 and of ``gold/frames.csv``."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pandas as pd
from sklearn.metrics import cohen_kappa_score

from analysis.framing.frame_files import load_frames, load_gates
from analysis.framing.frames import CARRIED, PASSAGE_COLUMNS, TELLING, score_frames
from analysis.framing.loaded import APPEALS, LOADED, find_loaded_spans
from analysis.framing.passages import WORD
from analysis.models import load_scorer
from analysis.tables import Frames
from benchmarks.framing_data import read_units
from benchmarks.framing_measures import SEED, rate_f1, show

GOLD = Path(__file__).parent / "gold"
N_TECHNIQUE_ROWS = 300  # of 7,938: what a laptop scores zero-shot in about a minute

# Technique of the set, the kinds of loaded word that speak for it, obvious words, and a hypothesis for a model.
TECHNIQUES = {
    "Loaded_Language": (
        ("judgement", "heat", "label"), "shocking horrible evil disgusting outrageous brutal", "This uses emotional language.",
    ),
    "Name_Calling-Labeling": (("label",), "radical traitor liar racist terrorist extremist", "This calls somebody names."),
    "Doubt": (("doubt", "question"), "doubt question really credible why trust", "This casts doubt on somebody's credibility."),
    "Exaggeration-Minimisation": (("absolute",), "very never always best worst most", "This exaggerates."),
    "Flag_Waving": (("nation",), "america american nation country patriot flag", "This appeals to love of one's country."),
    "Appeal_to_Fear-Prejudice": (("threat",), "fear danger threat terror destroy invasion", "This makes the reader afraid."),
}  # fmt: skip


def measure_techniques(data: Path, model: str | None) -> None:
    """Print F1 on sentences with persuasion techniques."""
    table = pd.read_csv(data / "framing/semeval2023-techniques.csv.gz")
    kinds = [find_kinds(text) for text in table.text]
    words = [frozenset(match.group().lower() for match in WORD.finditer(text)) for text in table.text]
    print(f"\ntechniques: {len(table)} sentences; F1 of the positive class")
    any_kinds = {kind for flags, _, _ in TECHNIQUES.values() for kind in flags}
    any_words = {word for _, obvious, _ in TECHNIQUES.values() for word in obvious.split()}
    print_technique("any technique", table.label.to_numpy(), [bool(k & any_kinds) for k in kinds], [bool(w & any_words) for w in words])
    for name, (flags, obvious, _) in TECHNIQUES.items():
        flagged = [bool(k & set(flags)) for k in kinds] if flags else None
        print_technique(name, table[name].to_numpy(), flagged, [bool(w & set(obvious.split())) for w in words])
    if model:
        print_zero_shot_techniques(table.sample(N_TECHNIQUE_ROWS, random_state=SEED), model)


def find_kinds(text: str) -> frozenset[str]:
    """Return the classes of the loaded words and appeals of a sentence, and "question" where it asks something."""
    kinds = {kind for words in (LOADED, APPEALS) for _, _, kind in find_loaded_spans(text, words)}
    return frozenset(kinds | ({"question"} if "?" in text else set()))


def print_technique(name: str, gold: np.ndarray, flagged: list[bool] | None, obvious: list[bool]) -> None:
    gold, share = gold.astype(bool), gold.mean()
    keywords = rate_f1(gold, np.array(obvious)).value
    ours = "no measure of ours" if flagged is None else f"flagged {show(rate_f1(gold, np.array(flagged)))}"
    print(f"  {name:<26} n {gold.sum():>5}  always {2 * share / (1 + share):.3f}  majority 0.000  keywords {keywords:.3f}  {ours}")


def make_passages(texts: dict[str, str]) -> pd.DataFrame:
    """Return a passages table of texts that belong to no article."""
    rows = [(name, name, "journalist voice", None, text, 0, len(text)) for name, text in texts.items()]
    return pd.DataFrame(rows, columns=PASSAGE_COLUMNS)


def print_zero_shot_techniques(table: pd.DataFrame, model: str) -> None:
    frames = Frames.build(
        {"frame_id": name, "name": name, "definition": name, "hypotheses": [hypothesis], "source": "SemEval-2023 task 3"}
        for name, (_, _, hypothesis) in TECHNIQUES.items()
    )
    passages = make_passages({str(i): text for i, text in zip(table.index, table.text, strict=True)})
    scores = score_frames(passages, frames, load_scorer(model))
    print(f"  zero-shot ({model}) on {len(table)} sentences drawn at random, p >= {CARRIED}")
    for name, part in scores.groupby("frame_id", sort=False):
        gold, found = table[name].to_numpy(dtype=bool), part.p.to_numpy() >= CARRIED
        print(f"  {name:<26} n {gold.sum():>5}  zero-shot {show(rate_f1(gold, found))}")


def measure_frames(data: Path, model: str, frames_file: Path) -> None:
    """Print F1 of the study's frames on passages that a language model coded."""
    gold = pd.read_csv(GOLD / "frames.csv")
    units = read_units(data / "framing/ukraine-news-bias", gold)
    frames, gates = load_frames(frames_file), load_gates(frames_file)
    codes = {row.unit_id: set(row.frames.split("|")) for row in gold.itertuples()}
    frames = frames[frames.frame_id.isin(set().union(*codes.values()))]
    passages = make_passages(units)
    scores = score_frames(passages, frames, load_scorer(model), gates).set_index(["unit_id", "frame_id"])
    cells = [(unit, frame) for unit in units for frame in frames.frame_id]
    truth = np.array([frame in codes[unit] for unit, frame in cells])
    gate = np.array([cell in scores.index for cell in cells])
    p = np.array([scores.p.get(cell, 0.0) for cell in cells])
    n_words = np.array([scores.n_words.get(cell, 0) for cell in cells])
    carried = np.array([scores.answer.get(cell) == "carried" for cell in cells])
    systems = {"one word": gate, "words": n_words >= TELLING, "model": p >= CARRIED, "carried": carried}
    kind = np.array([frame for _, frame in cells])
    print(f"\nframes: {len(units)} passages, model {model}; F1 (n coded); majority never says yes")
    for frame in frames.frame_id:
        own = kind == frame
        figures = "  ".join(f"{name} {rate_f1(truth[own], found[own]).value:.3f}" for name, found in systems.items())
        print(f"  {frame:<14} n {truth[own].sum():>3}  {figures}")
    numbers = np.repeat(np.arange(len(units)), len(frames))
    for name, found in systems.items():
        print(f"  all frames, micro: {name:<10} {show(rate_f1(truth, found, numbers))}  precision {truth[found].mean():.3f}")
    unclear = np.mean(scores.answer == "unclear")
    print(f"  coded frames that pass the gate: {gate[truth].mean():.3f}; abstained on {unclear:.3f} of those asked")
    print_agreement(gold, frames.frame_id.tolist())


def print_agreement(gold: pd.DataFrame, frame_ids: list[str]) -> None:
    path = GOLD / "frames-second-coder.csv"
    if not path.is_file():
        print("  agreement: no second coding yet")
        return
    pairs = gold.merge(pd.read_csv(path), on="unit_id", suffixes=("_first", "_second"))
    cells = [[[frame in value.split("|") for frame in frame_ids] for value in pairs[f"frames_{side}"]] for side in ("first", "second")]
    first, second = np.array(cells, dtype=bool).reshape(2, -1)
    kappa, f1 = cohen_kappa_score(first, second), rate_f1(first, second).value
    print(f"  agreement of two coders on {len(pairs)} passages: Cohen's kappa {kappa:.3f}, F1 {f1:.3f}")
