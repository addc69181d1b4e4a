"""A small corpus of an invented country, big enough to have every stratum."""

import pandas as pd
import pytest

from analysis.tables import Articles, Codings, Positions, Statements, Targets


def _describe_statement(number: int, text: str, start: int, end: int) -> dict:
    return {
        "statement_id": f"gazette:{number}", "article_id": "gazette", "part": "body", "start": start, "end": end,
        "spans": [[start, end]], "content": text[start:end], "kind": "indirect", "act": "said", "cue": "said", "cue_start": None,
        "cue_end": None, "speaker": "Ada Quill", "speaker_start": None, "speaker_end": None, "p_attribution": 1.0, "actor_id": None,
        "person_id": None, "reason": "",
    }  # fmt: skip


@pytest.fixture(scope="session")
def articles():
    sentences = [f"Ada Quill said that the bridge number {i} should stay open." for i in range(60)]
    article = dict.fromkeys(Articles.columns(), "") | {"article_id": "gazette", "text": "\n\n".join(sentences), "body_start": 0}
    return Articles.build([article])


@pytest.fixture(scope="session")
def statements(articles):
    text, rows, at = articles.text.iloc[0], [], 0
    for number in range(60):
        at = text.index("that the bridge", at + 1)
        rows.append(_describe_statement(number, text, at, text.index(".", at)))
    return Statements.build(rows)


@pytest.fixture(scope="session")
def targets():
    row = {"question": "", "label": "", "kind": "proposition", "favor": ["x"], "against": ["y"], "relevance": ""}
    return Targets.build([{**row, "target_id": t, "proposition": f"{t}: the bridge should be closed"} for t in ("T1", "T2")])


@pytest.fixture(scope="session")
def make_positions():
    def make(stances: dict[int, str], target_id: str = "T1") -> pd.DataFrame:
        rows = [
            {"statement_id": f"gazette:{number}", "target_id": target_id, "model": "m", "stance": stance, "p_favor": 0.6, "p_against": 0.3,
             "p_neutral": 0.1, "spread": 0, "agreement": 1, "is_hedged": False, "condition": ""}
            for number, stance in stances.items()
        ]  # fmt: skip
        return Positions.build(rows)

    return make


@pytest.fixture(scope="session")
def make_codings():
    def make(stances: dict[int, str], coder: str = "first", target_id: str = "T1") -> pd.DataFrame:
        return Codings.build(
            {"statement_id": f"gazette:{number}", "target_id": target_id, "coder": coder, "stance": stance, "actor": "", "remarks": ""}
            for number, stance in stances.items()
        )

    return make
