"""What the report answers, as plain data for the template: the sentences, the charts, and a card for each actor."""

from __future__ import annotations

import base64
import hashlib
import io
from collections.abc import Callable, Iterable
from functools import partial
from textwrap import shorten
from typing import NamedTuple

import matplotlib.pyplot as plt
import pandas as pd
from markupsafe import Markup
from matplotlib.axes import Axes
from PIL import Image

from analysis.charts import alt_text, chart_positions
from analysis.charts.words import count_noun as count
from analysis.charts.words import format_score as signed
from analysis.charts.words import name_side, quote_words
from analysis.flow import Results
from analysis.report.article_view import SIDE_SIGNS, SIDE_WORDS, STANCE_WORDS, name_common_stance, name_reasons
from analysis.report.evidence import Evidence, table_html
from analysis.tables import BY_HAND, Positions

MAX_CONDITION = 90  # characters of a condition beside a name; the whole stands with its statement
CARD_WORDS = 60  # words of a statement shown on a card; the whole stands in the article view
MIN_POSITIONS, SILENT = 8, 0.75  # of so many positions, a share without a side from which the reader is warned
# The sides of the answer in their order, with what each means.
SIDES = {
    STANCE_WORDS["favor"]: "the whole 90% interval of the score is above 0",
    "leaning for": "“for” outweighs “against” by three to one or more, but the 90% interval of the score includes 0",
    STANCE_WORDS["against"]: "the whole 90% interval of the score is below 0",
    "leaning against": "“against” outweighs “for” by three to one or more, but the 90% interval of the score includes 0",
    STANCE_WORDS["neutral"]: "in more than four fifths of what is quoted the program finds no side",
    "mixed": "statements for and statements against, neither of which outweighs the other",
    STANCE_WORDS["unclear"]: "the labels together do not make one side outweigh the other by three to one, or the program abstains",
}
MAX_NAMED = 3  # actors named a side in a sentence; the chart and the cards have them all
MAX_DRAWN = 25  # actors on a chart; its table has them all
DPI = 190
NEARLY_WHITE = 252
PHONE_INCHES = 3.4  # width of a chart that a telephone shows without scrolling
PHONE_ROWS = 12  # few enough for names of two lines and the key words
PHONE_DPI = 130  # sharp enough for half a page, and small enough for an attachment
PIXELS = 128  # of the page, an inch of a chart: its letters come out at 12 and more


def describe_answer(results: Results, evidence: Evidence) -> list[Markup]:
    """Return one sentence a target on who stands where, one on what is behind it, and a warning where hardly any takes a side."""
    names = results.names()
    sentences = []
    grounds = group_grounds(results)
    for target in results.study.targets.itertuples():
        held = results.actor_positions[results.actor_positions.target_id == target.target_id]
        sides = pd.Series([_name_side(p) for p in held.itertuples()], held.index, dtype=object)
        parts = [
            Markup('<span title="{}">{}</span>: {}').format(meaning, word, _list_actors(side, names, results, grounds, evidence))
            for word, meaning in SIDES.items()
            if len(side := held[sides == word])
        ]
        answer = Markup("").join(map(Markup("<li>{}</li>").format, parts)) if parts else Markup("<li>nobody named takes a position</li>")
        sentences.append(Markup("<b>{}</b>: on “{}”<ul>{}</ul>").format(target.target_id, target.proposition, answer))
    return [*_warn_of_silence(results.positions, evidence), *sentences, _describe_ground(results, evidence)]


def _name_side(p) -> str:
    """Return how the answer calls an actor's stance: a side that the interval does not bear out is only leaned to."""
    return name_side(p, SIDE_WORDS[p.stance])


def _warn_of_silence(positions: pd.DataFrame, evidence: Evidence) -> list[Markup]:
    """People who are quoted on a question mostly take sides; where the model sees none, it is rather the model that does not see."""
    positions = positions[~positions.model.str.startswith(BY_HAND)]
    silent = positions[positions.stance.isin(["neutral", "unclear"])]
    if len(positions) < MIN_POSITIONS or len(silent) < SILENT * len(positions):
        return []
    found = evidence.link(f"{len(silent)} of {len(positions)}", silent.statement_id, "Without a side: neutral or abstained")
    words = (
        "Beware: {} labels are neutral or abstentions. So many mean that the program did not understand the words rather than that people "
        "hold no view: read the statements. A proposition in other words may help."
    )
    return [Markup(words).format(found)]


def _describe_ground(results: Results, evidence: Evidence) -> Markup:
    positions, statements = results.positions, results.statements
    by_hand = positions[positions.model.str.startswith(BY_HAND)]
    unclear = positions[(positions.stance == "unclear") & ~positions.model.str.startswith(BY_HAND)]
    set_by = Markup(" {} were set by hand.").format(evidence.link(len(by_hand), by_hand.statement_id, "Labels set by hand"))
    return Markup("This rests on {} in {}, with {} on the targets; on {} of these the program abstains.{}").format(
        evidence.link(count(len(statements), "statement"), statements.statement_id, "All statements"),
        Markup('<a href="#articles">{}</a>').format(count(len(results.corpus.articles), "article")),
        evidence.link(count(len(positions), "label"), positions.statement_id, "Statements with a label"),
        evidence.link(len(unclear), unclear.statement_id, "Statements on which the model abstains"),
        set_by if len(by_hand) else "",
    )


def _list_actors(held: pd.DataFrame, names: dict, results: Results, grounds: Grounds, evidence: Evidence) -> Markup:
    unnamed = set(results.actors.actor_id[results.actors.kind == "unnamed"])
    ordered = held.assign(is_unnamed=held.actor_id.isin(unnamed)).sort_values(
        ["is_unnamed", "n_statements", "actor_id"], ascending=[True, False, True]
    )
    named = [(p, _find_ground(p, names, grounds)) for p in ordered.head(MAX_NAMED).itertuples()]
    shown = [Markup("{} ({})").format(link_card(p.actor_id, names), _describe_ground_of(p, ground, evidence)) for p, ground in named]
    rest = ordered.tail(-MAX_NAMED)
    if rest.empty:
        return Markup(", ").join(shown)
    of_rest = pd.concat([grounds.get((p.actor_id, p.target_id), NOTHING).statement_id for p in rest.itertuples()])
    return Markup("{} and {}").format(Markup(", ").join(shown), evidence.link(f"{len(rest)} more", of_rest, "Statements of the others"))


Grounds = dict[tuple[str, str], pd.DataFrame]  # the positions of each actor on each target
NOTHING = Positions.build([])


def group_grounds(results: Results) -> Grounds:
    """Return the rows of Positions by actor and target; made once, since an actor's are asked for again and again."""
    owners = results.statements[["statement_id", "actor_id"]]
    return dict(tuple(results.positions.merge(owners, on="statement_id").groupby(["actor_id", "target_id"])))


class _Ground(NamedTuple):
    """What an actor's position on a target is made of, as statement_ids, and how the list of them is called."""

    clear: pd.Series
    abstained: pd.Series
    title: str
    condition: str  # words of the first condition set, on the actor's own side where it has one
    abstention: str  # how the want of a side is told: a person too may have found none


def _find_ground(p, names: dict, grounds: Grounds) -> _Ground:
    held = grounds.get((p.actor_id, p.target_id), NOTHING)
    is_clear = held.stance != "unclear"
    own = held[held.stance == p.stance] if p.stance in ("favor", "against") else held
    words = next((words for words in own.condition if words), "").removeprefix("but ")
    condition = shorten(words, MAX_CONDITION, placeholder=" …")
    title = f"{names.get(p.actor_id, p.actor_id)} on {p.target_id}"
    is_by_hand = held.model[~is_clear].str.startswith(BY_HAND).any()
    abstention = "unclear on" if is_by_hand else "the program abstains on"
    return _Ground(held.statement_id[is_clear], held.statement_id[~is_clear], title, condition, abstention)


def _describe_numbers(p, ground: _Ground, evidence: Evidence) -> Markup:
    """Return an actor's score, interval and n on a target."""
    n = _describe_ground_of(p, ground, evidence)
    if pd.isna(p.score):
        return n
    numbers = f"score {signed(p.score)}, 90% interval {signed(p.low)} to {signed(p.high)}"
    return Markup("{}; {}").format(n, evidence.link(numbers, ground.clear, ground.title))


def _describe_ground_of(p, ground: _Ground, evidence: Evidence) -> Markup:
    """Return on how many statements of which label an actor's position rests, which lead to them, and the words of a condition."""
    conditional = f"; with the condition “{ground.condition}”" if p.is_conditional and ground.condition else ""
    if pd.isna(p.score):
        n = evidence.link(count(p.n_unclear, "statement"), ground.abstained, f"{ground.title}: no label")
        return Markup("{} {}{}").format(ground.abstention, n, conditional)
    again = "repeats another and counts" if p.n_repeats == 1 else "repeat others and count"
    repeated = f", of which {p.n_repeats} {again} once" if p.n_repeats else ""
    shown = Markup("{}{}{}").format(evidence.link(_count_labels(p), ground.clear, ground.title), repeated, conditional)
    if not p.n_unclear:
        return shown
    abstained = evidence.link(p.n_unclear, ground.abstained, f"{ground.title}: no label")
    return Markup("{}; {} {}").format(shown, ground.abstention, abstained)


def _count_labels(p) -> str:
    """Return "3 statements for", or "1 statement against, 2 neutral"."""
    counts = {"for": p.n_favor, "against": p.n_against, "neutral": p.n_statements - p.n_favor - p.n_against}
    (first, n), *rest = [(word, n) for word, n in counts.items() if n]
    return ", ".join([f"{count(n, 'statement')} {first}", *(f"{n} {word}" for word, n in rest)])


def card_anchor(actor_id: str) -> str:
    return "a-" + hashlib.sha256(actor_id.encode()).hexdigest()[:10]


def link_card(actor_id: str, names: dict[str, str]) -> Markup:
    return Markup('<a href="#{}">{}</a>').format(card_anchor(actor_id), names.get(actor_id, actor_id))


def draw_charts(results: Results, evidence: Evidence) -> list[dict]:
    """Return one chart of actor positions a target."""
    grounds = group_grounds(results)
    return [
        draw_for_phones(
            partial(
                chart_positions, results.actor_positions, results.actors, results.statements,
                target_id=target.target_id, targets=results.study.targets, limit=MAX_DRAWN,
            ),  # fmt: skip
            f"{target.target_id}: {target.label}",
            _tabulate_positions(target.target_id, results, grounds, evidence),
        )
        for target in results.study.targets.itertuples()
    ]


def _tabulate_positions(target_id: str, results: Results, grounds: Grounds, evidence: Evidence) -> Markup:
    """Return the numbers of the chart, in its order, each leading to the statements it is made of."""
    names = results.names()
    held = results.actor_positions[results.actor_positions.target_id == target_id]
    rows = []
    for p in held.sort_values(["score", "n_statements"], ascending=False, na_position="last", kind="stable").itertuples():
        ground = _find_ground(p, names, grounds)
        rows.append({
            "actor": link_card(p.actor_id, names), "stance": _name_side(p),
            **{name: "" if pd.isna(value) else signed(value) for name, value in (("score", p.score), ("low", p.low), ("high", p.high))},
            "statements": evidence.link(p.n_statements, ground.clear, ground.title), "articles": p.n_articles,
            **({"of these said already": p.n_repeats} if held.n_repeats.any() else {}),
            "abstained": evidence.link(p.n_unclear, ground.abstained, f"{ground.title}: the model abstains"),
            "clearest": evidence.cite(p.key_statement_id),
        })  # fmt: skip
    return table_html(rows) if rows else Markup("")


def draw_for_phones(draw: Callable[..., Axes], caption: str, table: Markup) -> dict:
    """Return a chart as the template shows it, and a narrow picture of its first rows, which a telephone shows in its place.

    Args:
        draw: takes how many rows to draw as ``limit``; called without it for the wide picture.
        table: the numbers behind it, with their links.
    """
    with plt.rc_context({"figure.figsize": (PHONE_INCHES, PHONE_INCHES)}):
        narrow = draw_picture(draw(limit=PHONE_ROWS), PHONE_DPI)
    return {**draw_picture(draw()), "narrow": narrow["png"], "caption": caption, "table": table}


def draw_picture(ax: Axes, dpi: int = DPI) -> dict:
    """Return the picture, its alternative text and its width on the page. The figure is closed."""
    drawn, picture = io.BytesIO(), io.BytesIO()
    ax.figure.savefig(drawn, format="png", dpi=dpi, bbox_inches="tight", facecolor="white")
    # half the size, and looks the same; the other methods lose the colour of a side that few points have
    small = Image.open(drawn).convert("RGB").quantize(method=Image.Quantize.FASTOCTREE)
    small.putpalette([255 if part > NEARLY_WHITE else part for part in small.getpalette()])
    small.save(picture, format="png", optimize=True)
    shown = {
        "png": base64.b64encode(picture.getvalue()).decode(), "alt": alt_text(ax),
        "width": int(ax.figure.get_size_inches()[0] * PIXELS),
    }  # fmt: skip
    plt.close(ax.figure)
    return shown


def build_cards(results: Results, evidence: Evidence) -> list[dict]:
    """Return one card an actor that speaks: who, positions with their numbers, and every statement in its own words."""
    labels = dict(zip(results.study.targets.target_id, results.study.targets.label, strict=True))
    names = results.names()
    held = {s: group for s, group in results.positions.groupby("statement_id")}
    said = dict(tuple(results.statements.groupby("actor_id")))
    reasons = name_reasons(results.unaddressed)
    articles = {a.article_id: a for a in results.corpus.articles.itertuples()}
    grounds, stances = group_grounds(results), dict(tuple(results.actor_positions.groupby("actor_id")))
    cards = []
    for actor in results.actors[results.actors.actor_id.isin(list(said))].itertuples():
        own = said[actor.actor_id]
        positions = stances.get(actor.actor_id, results.actor_positions.iloc[:0])
        about = [actor.kind, actor.role, actor.organisation, actor.country, actor.source_type]
        n = evidence.link(count(len(own), "statement"), own.statement_id, f"{actor.name}: all statements")
        cards.append({
            "name": actor.name, "anchor": card_anchor(actor.actor_id),
            "about": Markup("; ").join([*dict.fromkeys(x for x in about if x), n]),
            "positions": [{"sign": SIDE_SIGNS[p.stance], "word": _name_side(p), "target_id": p.target_id,
                           "label": labels[p.target_id], "numbers": _describe_numbers(p, _find_ground(p, names, grounds), evidence)}
                          for p in positions.itertuples()],
            "statements": [_card_statement(s, articles[s.article_id], held.get(s.statement_id), reasons.get(s.statement_id, ()), evidence)
                           for s in sorted(own.itertuples(), key=lambda s: articles[s.article_id].published or "9")],
        })  # fmt: skip
    return sorted(cards, key=lambda card: (-len(card["positions"]), -len(card["statements"]), card["name"]))


def _card_statement(s, article, held: pd.DataFrame | None, reasons: Iterable[str], evidence: Evidence) -> dict:
    """Return a statement as a card shows it, with the outlet and the day of its article.

    Args:
        reasons: why it has no position on the targets on which it has none; told where it has none at all.
    """
    words = quote_words(s).split()
    stances = [f"no position: {'; '.join(reasons)}"] if held is None else [_describe_stance(p) for p in held.itertuples()]
    return {
        "words": " ".join(words[:CARD_WORDS]) + (" …" if len(words) > CARD_WORDS else ""), "link": evidence.cite(s.statement_id),
        "stance": name_common_stance(held), "has_position": held is not None,
        "about": "; ".join(filter(None, [article.outlet, article.published, s.kind, s.cue or "no cue", *stances])),
    }  # fmt: skip


def _describe_stance(p) -> str:
    condition = f", condition “{p.condition.removeprefix('but ')}”" if p.condition else ""
    set_by = f", set {p.model}" if p.model.startswith(BY_HAND) else ""
    return f"{p.target_id} {STANCE_WORDS[p.stance]}{set_by}{', hedged' if p.is_hedged else ''}{condition}"
