"""How far two coders of the gold sets for actors and for frames agree.

    python -m benchmarks.agreement            # sub-command: agreement

Reads `gold/actors.csv` and `gold/actors-second-coder.csv`, compares the spans that both hold, and changes neither; then the same
for the passages of `gold/frames.csv` and `gold/frames-second-coder.csv`. The rules for comparing actors are those of
`gold/coding-guide.md`; frames are sets of codes, in any order.
"""

import argparse
import re
from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np
import pandas as pd

from analysis.validation import compute_alpha

GOLD = Path(__file__).parent / "gold"
SPAN = ["article", "start", "end"]
PASSAGE = ["unit_id", "article"]
INITIAL = re.compile(r"[a-z]\.?")
N_RESAMPLES = 1000
SEED = 20160908  # fixed, so that the published intervals can be printed again


def normalize_actor(actor: str) -> frozenset[str]:
    """The actors of one cell: lower case, without middle initials, "unnamed: …" as just "unnamed"."""
    return frozenset(_normalize_name(name) for name in actor.split(";"))


def _normalize_name(name: str) -> str:
    words = name.lower().split()
    if words and words[0] == "unnamed:":
        return "unnamed"
    return " ".join([*words[:1], *(word for word in words[1:-1] if not INITIAL.fullmatch(word)), *words[1:][-1:]])


def compare_actors(first: pd.DataFrame, second: pd.DataFrame) -> pd.DataFrame:
    """One row per span that both codings hold.

    Columns: article, start, end; actor, represents and speaker_type with the suffixes `_first` and `_second`; same_actor,
    same_speaker_type (bool). Spans of one coding alone are left out: the second coder codes a sample.
    Raises `ValueError` when no span is shared, `pandas.errors.MergeError` when a coding holds a span twice.
    """
    pairs = first.merge(second, on=SPAN, suffixes=("_first", "_second"), validate="one_to_one")
    if pairs.empty:
        raise ValueError(f"the two codings share no span (columns {', '.join(SPAN)}): were they made on the same articles?")
    same_actor = pairs["actor_first"].map(normalize_actor) == pairs["actor_second"].map(normalize_actor)
    return pairs.assign(same_actor=same_actor, same_speaker_type=pairs["speaker_type_first"] == pairs["speaker_type_second"])


def bootstrap_interval(pairs: pd.DataFrame, statistic: Callable[[pd.DataFrame], float]) -> tuple[float, float]:
    """95 % percentile interval of `statistic`, drawing whole articles: spans of one article share their actors."""
    articles = list(pairs.groupby("article").indices.values())
    draws = np.random.default_rng(SEED).integers(len(articles), size=(N_RESAMPLES, len(articles)))
    values = [statistic(pairs.iloc[np.concatenate([articles[i] for i in draw])]) for draw in draws]
    low, high = np.nanquantile(values, [0.025, 0.975])
    return float(low), float(high)


def name_disagreement(row: pd.Series) -> str:
    """The kind of one disagreement, for grouping; where the actors differ, a difference of type follows from it and is not named."""
    if row["same_actor"]:
        return f"same actor, {row['speaker_type_first']} against {row['speaker_type_second']}"
    first, second = normalize_actor(row["actor_first"]), normalize_actor(row["actor_second"])
    if "unnamed" in first ^ second:
        return "named by one coder, unnamed by the other"
    return "joint actor against a part of it" if first & second else "two different names"


def measure_alpha(pairs: pd.DataFrame) -> float:
    """Alpha of the speaker types of a table of `compare_actors`."""
    return compute_alpha(pairs["speaker_type_first"].tolist(), pairs["speaker_type_second"].tolist())


MEASURES: dict[str, Callable[[pd.DataFrame], float]] = {
    "actor: share of agreement": lambda pairs: pairs["same_actor"].mean(),
    "speaker_type: share of agreement": lambda pairs: pairs["same_speaker_type"].mean(),
    "speaker_type: Krippendorff's alpha": measure_alpha,
}


def compare_frames(first: pd.DataFrame, second: pd.DataFrame) -> pd.DataFrame:
    """One row per passage that both codings hold.

    Columns: unit_id, article; frames_first and frames_second (frozenset of codes, "none" among them); same_frames (bool: every code
    the same). Raises `ValueError` when no passage is shared, `pandas.errors.MergeError` when a coding holds a passage twice.
    """
    columns = [*PASSAGE, "frames"]
    pairs = first[columns].merge(second[columns], on=PASSAGE, suffixes=("_first", "_second"), validate="one_to_one")
    if pairs.empty:
        raise ValueError(f"the two codings share no passage (columns {', '.join(PASSAGE)}): were they made on the same sample?")
    sets = {side: [frozenset(codes.split("|")) for codes in pairs[side]] for side in ("frames_first", "frames_second")}
    return pairs.assign(**sets, same_frames=[a == b for a, b in zip(*sets.values(), strict=True)])


def rate_frames(pairs: pd.DataFrame) -> pd.DataFrame:
    """One row per frame that a coder gave in a table of `compare_frames`: frame, n_first, n_second, n_both (passages) and alpha.

    Each frame is a question of its own, yes or no; a frame that neither coder gave has no row, for its alpha is undefined.
    """
    rows = []
    for frame in sorted(frozenset().union(*pairs["frames_first"], *pairs["frames_second"])):
        first, second = ([frame in codes for codes in pairs[side]] for side in ("frames_first", "frames_second"))
        n_both = sum(a and b for a, b in zip(first, second, strict=True))
        rows.append((frame, sum(first), sum(second), n_both, compute_alpha(first, second)))
    return pd.DataFrame(rows, columns=["frame", "n_first", "n_second", "n_both", "alpha"])


def read_coding(path: Path) -> pd.DataFrame:
    return pd.read_csv(path, keep_default_na=False)  # an empty `represents` is an empty string, and no name is "NA"


def print_actors(pairs: pd.DataFrame) -> None:
    """Print the figures of a table of `compare_actors`, and the spans that differ."""
    print(f"n: {len(pairs)} spans of {pairs['article'].nunique()} articles")
    for title, measure in MEASURES.items():
        low, high = bootstrap_interval(pairs, measure)
        print(f"{title}: {measure(pairs):.3f} [{low:.3f}, {high:.3f}]")
    differing = pairs[~(pairs["same_actor"] & pairs["same_speaker_type"])]
    differing = differing.assign(kind=[name_disagreement(row) for _, row in differing.iterrows()])
    for kind, rows in differing.groupby("kind"):
        print(f"\n{kind}: {len(rows)}")
        for row in rows.itertuples():
            print(f"  {row.article} {row.start}-{row.end}: {row.actor_first} / {row.actor_second}")


def print_frames(pairs: pd.DataFrame) -> None:
    """Print the figures of a table of `compare_frames`, frame by frame, and the passages that differ."""
    low, high = bootstrap_interval(pairs, lambda rows: rows["same_frames"].mean())
    print(f"n: {len(pairs)} passages of {pairs['article'].nunique()} articles")
    print(f"frames: share of exact agreement: {pairs['same_frames'].mean():.3f} [{low:.3f}, {high:.3f}]")
    for row in rate_frames(pairs).itertuples():
        print(f"  {row.frame:<12} alpha {row.alpha:6.3f}  n {row.n_first} / {row.n_second}, both {row.n_both}")
    differing = pairs[~pairs["same_frames"]]
    print(f"\ndiffering: {len(differing)}")
    for row in differing.itertuples():
        print(f"  {row.unit_id}: {'|'.join(sorted(row.frames_first))} / {'|'.join(sorted(row.frames_second))}")


def main(argv: Sequence[str] | None = None) -> None:
    parser = argparse.ArgumentParser(prog="agreement", description="How far two coders of the gold sets agree.")
    parser.add_argument("--first", type=Path, default=GOLD / "actors.csv")
    parser.add_argument("--second", type=Path, default=GOLD / "actors-second-coder.csv")
    parser.add_argument("--frames-first", type=Path, default=GOLD / "frames.csv")
    parser.add_argument("--frames-second", type=Path, default=GOLD / "frames-second-coder.csv")
    arguments = parser.parse_args(argv)
    print("Actors")
    print_actors(compare_actors(read_coding(arguments.first), read_coding(arguments.second)))
    print("\nFrames")
    print_frames(compare_frames(read_coding(arguments.frames_first), read_coding(arguments.frames_second)))


if __name__ == "__main__":
    main()
