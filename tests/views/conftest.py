"""Constructed: a study of invented people, outlets and a town that never was, with tables written by hand and no model."""

from pathlib import Path

import matplotlib
import pytest

matplotlib.use("Agg")

from analysis.aggregate import summarize_positions
from analysis.flow import Results
from analysis.ingest import Corpus
from analysis.stance import list_unaddressed
from analysis.study import Study
from analysis.tables import Actors, Articles, Codings, Furniture, Positions, Problems, Scores, Statements, Targets

HOSTILE = '<script>alert(1)</script><img src=x onerror=alert(2)> & "q" <b>'

# article_id: outlet, date, headline, paragraphs
ARTICLES = {
    "heron-1": ("Marl Heron", "2031-03-04", "Bridge row grows", ["Marl is a town.", "Ada Quill said: “Close the bridge.” Nobody moved."]),
    "heron-2": ("Marl Heron", "2031-05-20", "A turn", ["Quill conceded that the bridge might stay open if it is mended."]),
    "tide-1": ("The Tide", "", "Union speaks", ["“We need the bridge,” said Tam Orre of the Ferry Union.", "“Its tolls are fair.”"]),
}
# id: article, words of each piece, speaker, cue, actor, person, stance on T1, p for and against
STATEMENTS = {
    "heron-1:1": ("heron-1", ["“Close the bridge.”"], "Ada Quill", "said", "quill", "quill", "favor", 0.91, 0.04),
    "heron-2:1": ("heron-2", ["the bridge might stay open if it is mended"], "Quill", "conceded", "quill", "quill", "against", 0.10, 0.71),
    "tide-1:1": ("tide-1", ["“We need the bridge,”"], "Tam Orre", "said", "ferry-union", "orre", "unclear", 0.30, 0.45),
    "tide-1:2": ("tide-1", ["“Its tolls are fair.”"], "", "", None, None, None, None, None),
}
HYPOTHESES = {"favor": "The bridge should be closed.", "against": "The bridge should stay open."}


def build_results(taint: str = "") -> Results:
    """Return the whole study; ``taint`` is put into every field that words of an article, a file or a study can get into."""
    targets = Targets.build(
        {"target_id": f"T{i}", "question": f"Close it?{taint}", "proposition": f"{what} should be closed{taint}",
         "label": f"Close {what}{taint}", "kind": "proposition", "favor": [HYPOTHESES["favor"]],
         "against": [HYPOTHESES["against"]], "relevance": "bridge"}
        for i, what in ((1, "The bridge"), (2, "The ferry"))
    )  # fmt: skip
    articles = Articles.build(_article(article_id, *fields, taint) for article_id, fields in ARTICLES.items())
    texts = dict(zip(articles.article_id, articles.text, strict=True))
    statements = Statements.build(_statement(key, texts[fields[0]], *fields, taint) for key, fields in STATEMENTS.items())
    positions = Positions.build(_position(key, *fields[-3:], taint) for key, fields in STATEMENTS.items() if fields[-3])
    line = {"article_id": "heron-1", "line": 9, "text": f"Sign up{taint}", "reason": f"newsletter{taint}"}
    problem = {"problem": f"date in doubt{taint}", "remedy": f"write it out{taint}", "row": f"3{taint}"}
    return Results(
        study=Study(Path("study.toml"), title=f"Bridge{taint}", question=f"Should it be closed?{taint}", articles=(), targets=targets),
        corpus=Corpus(articles, Furniture.build([line]), Problems.build([{**problem, "source_file": f"heron-1.txt{taint}"}])),
        statements=statements, actors=Actors.build(_list_actors(taint)), scores=Scores.build(_list_scores(taint)), positions=positions,
        actor_positions=summarize_positions(positions, statements), codings=Codings.build([]),
        unaddressed=list_unaddressed(statements, targets, articles, positions), model=f"invented:1{taint}",
        model_positions=positions,
    )  # fmt: skip


def _article(article_id: str, outlet: str, published: str, title: str, paragraphs: list[str], taint: str) -> dict:
    head = f"{title}{taint}\n\n"
    return {"article_id": article_id, "title": title + taint, "text": head + "\n\n".join([*paragraphs, taint]), "body_start": len(head),
            "outlet": outlet + taint, "author": f"A. Pen{taint}", "published": published, "url": f"https://example.org/{taint}",
            "language": "en", "source_file": f"{article_id}.txt{taint}"}  # fmt: skip


def _statement(key, text, article_id, pieces, speaker, cue, actor, person, _stance, _favor, _against, taint) -> dict:
    spans = [[text.index(words), text.index(words) + len(words)] for words in pieces]
    found = {name: text.index(words) if words else None for name, words in (("cue", cue), ("speaker", speaker))}
    return {"statement_id": key, "article_id": article_id, "part": "body", "start": spans[0][0], "end": spans[-1][1], "spans": spans,
            "content": " ".join(pieces) + taint, "kind": "direct" if "“" in pieces[0] else "indirect", "act": "said",
            "cue": cue + taint if cue else "", "cue_start": found["cue"], "cue_end": found["cue"] and found["cue"] + len(cue),
            "speaker": speaker + taint if speaker else "", "speaker_start": found["speaker"],
            "speaker_end": found["speaker"] and found["speaker"] + len(speaker), "p_attribution": 0.9, "actor_id": actor,
            "person_id": person, "reason": f"surname{taint}"}  # fmt: skip


def _position(key: str, stance: str, p_favor: float, p_against: float, taint: str) -> dict:
    is_hedged = key == "heron-2:1"
    return {"statement_id": key, "target_id": "T1", "model": f"invented:1{taint}", "stance": stance, "p_favor": p_favor,
            "p_against": p_against, "p_neutral": 1 - p_favor - p_against, "spread": 0.25, "agreement": 1.0, "is_hedged": is_hedged,
            "condition": f"if it is mended{taint}" if is_hedged else ""}  # fmt: skip


def _list_actors(taint: str) -> list[dict]:
    rows = [
        ("quill", "Ada Quill", "person", "mayor", "Marl Council", "Marland", ["Ada Quill", "Mayor Quill"], None),
        ("ferry-union", "Ferry Union", "organisation", "", "", "Marland", ["Ferry Union", "the union"], None),
        ("orre", "Tam Orre", "person", "spokesman", "Ferry Union", "", ["Tam Orre", "the union"], "ferry-union"),
        ("silent", "Bo Hush", "person", "", "", "", ["Bo Hush"], None),
    ]
    return [
        {"actor_id": key, "name": name + taint, "kind": kind, "source_type": f"official{taint}", "role": role + taint,
         "organisation": organisation + taint, "country": country + taint, "parent_id": parent,
         "aliases": [alias + taint for alias in aliases], "is_expected": False}
        for key, name, kind, role, organisation, country, aliases, parent in rows
    ]  # fmt: skip


def _list_scores(taint: str) -> list[dict]:
    return [
        {"statement_id": key, "target_id": "T1", "side": side, "hypothesis": hypothesis + taint, "premise": f"{fields[1][0]}{taint}",
         "p_entailment": 0.81 if side == "favor" else 0.02, "p_neutral": 0.13, "p_contradiction": 0.06, "model": f"invented:1{taint}"}
        for key, fields in STATEMENTS.items()
        for side, hypothesis in HYPOTHESES.items()
    ]  # fmt: skip


@pytest.fixture(scope="session")
def results():
    return build_results()


@pytest.fixture(scope="session")
def tainted():
    return build_results(HOSTILE)
