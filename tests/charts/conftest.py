"""Tables for n invented actors whose names are as awkward as names can be, and every chart drawn from them."""

from functools import cache
from types import SimpleNamespace

import matplotlib

matplotlib.use("Agg")

import matplotlib.pyplot as plt
import numpy as np
import pandas as pd
import pytest

from analysis import charts
from analysis.tables import STANCES, ActorPositions, Actors

NAMES = (
    "Maren Oduya",
    "Coalition of Concerned Harbour Communities and Affiliated Unions of the Northern Coastline",
    "منى الأحمدي",  # right to left, joined letters
    "Иветта Колокольчикова",
    "דנה אלמוגית",
    "$x^2$ \\frac{1}{0} _{ltd",  # neither mathtext nor TeX
    "東浜 協会",  # no font with these letters may be there
    "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft",
    "two\nlines\x00 and \u202ereversed",
    "W" * 5000,
)
WORDS = ("“a force of this kind cannot be neutral, and nobody should pretend otherwise”", "لا نقبل هذا القرار", "a “$5m mistake_{x}”")


@cache
def make_actors(n):
    blank = {"kind": "person", "source_type": "", "role": "", "organisation": "", "country": "", "parent_id": None, "is_expected": False}
    names = [NAMES[i % len(NAMES)] + (f" {i}" if i >= len(NAMES) else "") for i in range(n)]
    return Actors.build({"actor_id": f"a{i}", "name": name, "aliases": [], **blank} for i, name in enumerate(names))


@cache
def make_positions(n, targets=("T1",)):
    rng = np.random.default_rng(1)
    rows = []
    for target in targets:
        for i in range(n):
            score, wide = rng.uniform(-1, 1), rng.uniform(0, 0.8)
            has_score = i % 7 != 6  # each seventh: the model abstained on all; each third: no interval
            low, high = (max(-1, score - wide), min(1, score + wide)) if has_score and i % 3 != 2 else (np.nan, np.nan)
            stance = "unclear" if not has_score or low < 0 < high else "favor" if score > 0 else "against"
            rows.append(
                {"actor_id": f"a{i}", "target_id": target, "n_statements": i % 9 + 1 if has_score else 0, "n_unclear": 2 * (i % 4 == 0)}
                | {"n_favor": int(has_score and score > 0), "n_against": int(has_score and score < 0)}
                | {"n_repeats": 0, "n_articles": 1, "score": score if has_score else np.nan, "low": low, "high": high, "stance": stance}
                | {"is_conditional": False, "key_statement_id": f"s{i}"}
            )
    return ActorPositions.build(rows)


def make_statements(n):
    return pd.DataFrame({"statement_id": [f"s{i}" for i in range(n)], "content": [WORDS[i % len(WORDS)] for i in range(n)]})


def _cross(n, **columns):
    """Return a table with a row an actor and value of the one list among ``columns``, and random counts n from 0 to 12."""
    ((name, values),) = columns.items()
    rng = np.random.default_rng(2)
    rows = [(f"a{i}", value, int(rng.integers(0, 12))) for i in range(n) for value in values]
    return pd.DataFrame(rows, columns=["actor_id", name, "n"])


def make_times(n):
    table = _cross(n, period=[f"2026-{month:02}" for month in range(1, 13)])
    return table.assign(target_id="T1", score=np.cos(np.arange(len(table))), n=table["n"] + 1)


def make_shares(n):
    words = pd.Series(range(n, 0, -1), dtype=int) ** 2
    return pd.DataFrame({"actor_id": [None, *(f"a{i}" for i in range(1, n))][:n], "n_words": words, "share": words / max(words.sum(), 1)})


def make_ribbon(n):
    return pd.DataFrame(
        [(50 * i, 50 * i + 30, None if i % 4 == 0 else f"a{i // 2}", [*STANCES, None][i % 5], 100 * n) for i in range(2 * n)],
        columns=["start", "end", "actor_id", "stance", "length"],
    )


def make_agreements(n):
    pairs = [(i, j) for i in range(n) for j in range(i + 1, min(i + 6, n))]
    rows = [(f"a{i}", f"a{j}", "congruence" if (i - j) % 2 == 0 else "conflict", 1 + i % 3) for i, j in pairs]
    return pd.DataFrame(rows, columns=["actor_id", "other_id", "relation", "weight"])


def make_scores(n):
    rows = [("s1", "T1", side, f"{NAMES[i % 10]} is {side}", 0.2 + 0.6 * (i % 2), 0.1) for i in range(n) for side in ("against", "favor")]
    table = pd.DataFrame(rows, columns=["statement_id", "target_id", "side", "hypothesis", "p_entailment", "p_neutral"])
    return table.assign(p_contradiction=1 - table["p_entailment"] - table["p_neutral"])



EVENTS = pd.DataFrame(
    {"date": [f"2026-02-{day:02}" for day in range(1, 13)], "label": [NAMES[day % 10] for day in range(12)]},
)
TARGETS = pd.DataFrame({"target_id": [f"T{i}" for i in range(9)], "label": [NAMES[i] for i in range(9)]})
FRAMES = pd.DataFrame({"frame_id": [f"a{i}" for i in range(200)], "name": [NAMES[i % 10] for i in range(200)]})
VOICES = ("headline", "journalist voice", "quoted voice")

CHARTS = {
    "positions": lambda n, ax: charts.chart_positions(make_positions(n), make_actors(n), make_statements(n), ax),
    "time": lambda n, ax: charts.chart_time(make_times(n), make_actors(n), EVENTS if n else None, ax),
    "matrix": lambda n, ax: charts.chart_matrix(make_positions(n, tuple(f"T{i}" for i in range(9))), make_actors(n), TARGETS, ax),
    "outlets": lambda n, ax: charts.chart_outlets(_cross(n, stance=STANCES).rename(columns={"actor_id": "outlet"}), ax),
    "share": lambda n, ax: charts.chart_share(make_shares(n), make_actors(n), ax),
    "order": lambda n, ax: charts.chart_order(make_ribbon(n), make_actors(n), ax),
    "verbs": lambda n, ax: charts.chart_verbs(_cross(n, verb_class=("plain", "doubting", "warm")), make_actors(n), ax),
    "frames": lambda n, ax: charts.chart_frames(
        _cross(n, unit=VOICES).rename(columns={"actor_id": "frame_id"}).assign(share=lambda table: table["n"] / 12), FRAMES, ax
    ),
    "stance_network": lambda n, ax: charts.chart_stance_network(make_positions(n, ("T1", "T2", "T3")), make_actors(n), TARGETS, ax),
    "agreement_network": lambda n, ax: charts.chart_agreement_network(make_agreements(n), make_actors(n), ax),
    "paraphrases": lambda n, ax: charts.chart_paraphrases(make_scores(n), "s1", "T1", ax),
}


@pytest.fixture
def make():
    """The functions that make tables for n actors."""
    return SimpleNamespace(actors=make_actors, positions=make_positions, statements=make_statements, ribbon=make_ribbon)


@pytest.fixture(params=CHARTS)
def draw(request):
    """A function of (n, ax=None) for each chart."""
    return lambda n, ax=None: CHARTS[request.param](n, ax)


@pytest.fixture(autouse=True)
def close_figures():
    yield
    plt.close("all")
