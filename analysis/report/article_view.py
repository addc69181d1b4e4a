"""An article with its statements marked up by actor and stance, as HTML. Everything from the article is escaped."""

from __future__ import annotations

from html import escape

import pandas as pd
from IPython.display import HTML

from analysis.charts.words import quote_words
from analysis.tables import BY_HAND, MIXED

STATEMENT_COLUMNS = ("No.", "Actor", "Words", "Kind, cue", "Position and scores")
STANCE_WORDS = {"favor": "for", "against": "against", "neutral": "neutral", "unclear": "unclear"}
STANCE_SIGNS = {"favor": "▲", "against": "▼", "neutral": "●", "unclear": "◇"}
SIDE_WORDS, SIDE_SIGNS = STANCE_WORDS | {MIXED: MIXED}, STANCE_SIGNS | {MIXED: "✕"}  # of actors

VIEW_CSS = """
.sp-article { max-width: 46rem; line-height: 1.55; }
.sp-article mark { background: var(--sp-none, #90a4ae33); color: inherit; border-bottom: 2px solid #90a4ae; padding: 0 .1em; }
.sp-article mark.favor { background: var(--sp-favor, #0072b233); border-color: #0072b2; }
.sp-article mark.against { background: var(--sp-against, #e69f0044); border-color: #b37400; border-bottom-style: dashed; }
.sp-article mark.neutral, .sp-article mark.unclear { background: var(--sp-none, #90a4ae33);
  border-color: #5f6b73; border-bottom-style: dotted; }
.sp-article .sp-title { font-weight: 700; font-size: 1.06em; }
.sp-article sup, .sp-article sup a { font-size: .7rem; white-space: nowrap; color: inherit; }
.sp-article sup a { padding: .3rem .2rem; }
.sp-legend { font-size: .88em; }
.sp-statements { border-collapse: collapse; font-size: .92em; }
.sp-statements th, .sp-statements td { text-align: left; vertical-align: top; padding: .3rem .6rem; border-bottom: 1px solid #9aa5ab55; }
"""


def render_article(
    articles: pd.DataFrame, statements: pd.DataFrame, positions: pd.DataFrame, article_id: str, actors: pd.DataFrame | None = None,
    with_text: bool = True,
) -> str:  # fmt: skip
    """Return an HTML fragment: the text with each statement marked, and below it each statement with actor, stance and scores.

    Args:
        with_text: False leaves the article's own text out (copyright) and keeps the statements.

    Raises:
        KeyError: no such article; the message lists those there are.
    """
    parts = [render_text(articles, statements, positions, article_id, actors)] if with_text else []
    return "\n".join([*parts, render_statements(articles, statements, positions, article_id, actors)])


def render_text(
    articles: pd.DataFrame, statements: pd.DataFrame, positions: pd.DataFrame, article_id: str, actors: pd.DataFrame | None = None,
    linked: bool = False,
) -> str:  # fmt: skip
    """Return the article's text as an HTML fragment, each statement marked; errors as ``render_article``.

    Args:
        linked: each mark leads to its row in the table of ``render_statements``, which stands on the same page.
    """
    return _render_text(*_select(articles, statements, positions, article_id, actors), linked)


def render_statements(
    articles: pd.DataFrame, statements: pd.DataFrame, positions: pd.DataFrame, article_id: str, actors: pd.DataFrame | None = None,
    linked: bool = False,
) -> str:  # fmt: skip
    """Return the article's statements as an HTML table with actor, stance and scores; errors as ``render_article``.

    Args:
        linked: each number leads to the words in the text of ``render_text``, which stands on the same page.
    """
    _, own, held, names = _select(articles, statements, positions, article_id, actors)
    return _render_table(own, held, names, linked)


def _select(articles: pd.DataFrame, statements: pd.DataFrame, positions: pd.DataFrame, article_id: str, actors) -> tuple:
    found = articles[articles.article_id == article_id]
    if found.empty:
        raise KeyError(f"no article {article_id!r}; there are {', '.join(articles.article_id.head(20))}")
    own = statements[statements.article_id == article_id]
    names = {} if actors is None else dict(zip(actors.actor_id, actors.name, strict=True))
    held = {s: group for s, group in positions[positions.statement_id.isin(own.statement_id)].groupby("statement_id")}
    return found.iloc[0], own, held, names


def render_legend() -> str:
    """Return how statements are marked, as an HTML fragment."""
    sides = ", ".join(f'<mark class="{stance}">{STANCE_WORDS[stance]}</mark> {sign}' for stance, sign in STANCE_SIGNS.items())
    return (
        f'<p class="sp-article sp-legend">Statements are marked by side: {sides}; <mark>without a position</mark>, or with different '
        "ones on several targets. [5▲] is statement 5; its signs stand for the targets in their order.</p>"
    )


def show_article(
    articles: pd.DataFrame, statements: pd.DataFrame, positions: pd.DataFrame, article_id: str, actors: pd.DataFrame | None = None
) -> HTML:
    """Show an article in Jupyter with its statements marked up; point at one to see who speaks and the scores."""
    return HTML(f"<style>{VIEW_CSS}</style>{render_article(articles, statements, positions, article_id, actors)}")


def number_of(statement_id: str) -> str:
    return statement_id.rsplit(":", 1)[1]


def anchor_of(name: str, kind: str = "s") -> str:
    """The id that links to a statement ("s"), its words in the text ("m") or an article ("t") point to.

    Letters, digits and dashes only, whatever the name.
    """
    return f"{kind}-" + "".join(c if c.isascii() and c.isalnum() else f"-{ord(c):x}-" for c in name)


def _render_text(article, statements: pd.DataFrame, held: dict, names: dict, linked: bool) -> str:
    text, html, at, seen = article.text, [], 0, set()
    pieces = [(start, end, row) for row in statements.itertuples() for start, end in row.spans]
    for start, end, row in sorted(pieces, key=lambda piece: piece[:2]):
        if start < at:  # a quotation inside another: its number stands behind the outer one
            html += [] if row.statement_id in seen else [_number(row, held.get(row.statement_id), linked, True)]
            seen.add(row.statement_id)
            continue
        mark = _mark(text[start:end], row, held.get(row.statement_id), names)
        html += [escape(text[at:start]), mark, _number(row, held.get(row.statement_id), linked, row.statement_id not in seen)]
        at = end
        seen.add(row.statement_id)
    html.append(escape(text[at:]))
    title_end = article.body_start
    paragraphs = "".join(html).split("\n\n")
    head = f'<p class="sp-title">{paragraphs[0]}</p>' if title_end else f"<p>{paragraphs[0]}</p>"
    return f'<div class="sp-article" lang="{escape(article.language or "en")}">{head}{"".join(f"<p>{p}</p>" for p in paragraphs[1:])}</div>'


def name_common_stance(held: pd.DataFrame | None) -> str:
    """Return the stance that a statement's positions have in common, which gives it its colour; "" where they differ or there are none."""
    return held.stance.iloc[0] if held is not None and held.stance.nunique() == 1 else ""


def _mark(words: str, row, held: pd.DataFrame | None, names: dict) -> str:
    stance = name_common_stance(held)
    about = f"{_who(row, names)}: {_scores_in_words(held)}"
    pieces = [escape(part) for part in words.split("\n\n")]  # a mark may not span paragraphs
    return "\n\n".join(f'<mark class="{stance}" title="{escape(about)}">{piece}</mark>' for piece in pieces)


def _number(row, held: pd.DataFrame | None, linked: bool, is_first: bool) -> str:
    """The number after a mark; of the pieces of a statement its row in the table leads to the first."""
    sign = "".join(STANCE_SIGNS[s] for s in held.stance) if held is not None else ""
    number = f"[{number_of(row.statement_id)}{sign}]"
    if not linked:
        return f"<sup>{number}</sup>"
    place = f' id="{anchor_of(row.statement_id, "m")}"' if is_first else ""
    return f'<sup{place}><a href="#{anchor_of(row.statement_id)}">{number}</a></sup>'


def name_reasons(unaddressed: pd.DataFrame) -> dict[str, list[str]]:
    """Return for each statement in Unaddressed why it has no position, with the targets where the reasons differ ("T1: …")."""
    told: dict[str, dict[str, list[str]]] = {}
    for row in unaddressed.itertuples():
        told.setdefault(row.statement_id, {}).setdefault(row.reason, []).append(row.target_id)
    return {
        statement_id: [f"{', '.join(targets)}: {reason}" if len(reasons) > 1 else reason for reason, targets in reasons.items()]
        for statement_id, reasons in told.items()
    }


def _who(row, names: dict) -> str:
    return names.get(row.actor_id) or row.speaker or "nobody named"


def _scores_in_words(held: pd.DataFrame | None) -> str:
    if held is None:
        return "no position on the study's targets"
    return "; ".join(f"{p.target_id} {STANCE_WORDS[p.stance]} ({_tell_ground(p)})" for p in held.itertuples())


def _tell_ground(p) -> str:
    """Return the probabilities of a position, or who set it by hand."""
    return p.model if p.model.startswith(BY_HAND) else f"for {p.p_favor:.2f}, against {p.p_against:.2f}, neither {p.p_neutral:.2f}"


def _render_table(statements: pd.DataFrame, held: dict, names: dict, linked: bool) -> str:
    rows = []
    for row in statements.itertuples():
        number = number_of(row.statement_id)
        if linked:
            number = f'<a href="#{anchor_of(row.statement_id, "m")}" title="in the text">{number}</a>'
        positions = held.get(row.statement_id)
        stances = "–" if positions is None else "<br>".join(_stance_cell(p) for p in positions.itertuples())
        cells = (number, escape(_who(row, names)), escape(quote_words(row)), f"{escape(row.kind)}, {escape(row.cue or 'no cue')}", stances)
        named = "".join(f'<td data-label="{name}">{cell}</td>' for name, cell in zip(STATEMENT_COLUMNS, cells, strict=True))
        rows.append(f'<tr id="{anchor_of(row.statement_id)}">{named}</tr>')
    head = f"<tr>{''.join(f'<th>{name}</th>' for name in STATEMENT_COLUMNS)}</tr>"
    return f'<table class="sp-statements"><thead>{head}</thead><tbody>{"".join(rows)}</tbody></table>'


def _stance_cell(p) -> str:
    condition = f"; condition: “{escape(p.condition)}”" if p.condition else ""
    hedged = "; hedged" if p.is_hedged else ""
    return f"{STANCE_SIGNS[p.stance]} <b>{escape(p.target_id)} {STANCE_WORDS[p.stance]}</b> ({escape(_tell_ground(p))}{hedged}{condition})"
