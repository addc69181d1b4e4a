"""Who is tied to what and to whom: actors and targets by stance, actors and actors by congruence and conflict.

The two ``build_…`` functions make networkx graphs with typed attributes, which are drawn here and can be written as GraphML.
"""

from __future__ import annotations

import networkx as nx
import numpy as np
import pandas as pd
from matplotlib.axes import Axes

from analysis.inputs import require_columns

from .display import record_chart
from .inputs import label_targets, name_actors, order_targets
from .layout import MAX_ROWS, Design, Rows, draw_sentence, hide_axis, measure_slot, open_plot, open_rows, say_left_out
from .marks import list_stance_looks
from .matrix import describe_matrix, tabulate_matrix
from .style import FONT_SIZE, GREY, INK, MIXED, STANCE_LOOKS, Look, chart_style
from .words import count_noun, fit_words, join_phrases, list_counts

RELATIONS = ("congruence", "conflict")
_RELATION_LOOKS = {
    "congruence": Look("congruence", "o", "#009E73", "", "-"),
    "conflict": Look("conflict", "s", "#D55E00", "", "--"),
}
_MAX_TARGETS, _TARGET_HEIGHT = 12, 0.22
_MAX_TIES = 100  # more lines make a tangle
_ORDER = ("favor", "unclear", MIXED, "neutral", "against")  # from the top
_MAX_ACTORS = 24  # of the stance network, where every actor has a line to several targets
_LABEL_SHARE = 0.3  # of the slot's width, on each side
_ROW = 0.27


def build_stance_graph(actor_positions: pd.DataFrame, actors: pd.DataFrame, targets: pd.DataFrame | None = None) -> nx.Graph:
    """Return the two-mode graph of actors and targets; an edge is a position, with stance, score (if any) and n_statements."""
    require_columns(actor_positions, ("actor_id", "target_id", "n_statements", "score", "stance"), "actor_positions")
    graph = nx.Graph()
    names, labels = name_actors(actor_positions["actor_id"], actors), label_targets(actor_positions["target_id"], targets)
    for row, name, label in zip(actor_positions.itertuples(), names, labels, strict=True):
        actor, target = f"actor:{row.actor_id}", f"target:{row.target_id}"
        graph.add_node(actor, label=name, mode="actor")
        graph.add_node(target, label=label, mode="target")
        score = {} if pd.isna(row.score) else {"score": float(row.score)}
        graph.add_edge(actor, target, stance=row.stance, weight=int(row.n_statements), **score)
    return graph


@chart_style()
def chart_stance_network(
    actor_positions: pd.DataFrame,
    actors: pd.DataFrame,
    targets: pd.DataFrame | None = None,
    ax: Axes | None = None,
    *,
    limit: int = _MAX_ACTORS,
) -> Axes:
    """Draw the actors on the left, the targets on the right, and a line for each position: its stance in colour and dashes.

    Takes the tables ``actor_positions``, ``actors`` and ``targets`` (for the labels). Lines are the wider the more statements.
    At most twelve targets are drawn, those that most actors address. Its table and sentence are those of ``chart_matrix``.
    """
    table, alt = tabulate_matrix(actor_positions, actors, targets), describe_stance_network(actor_positions, actors, targets)
    if table.empty:
        return record_chart(draw_sentence(ax, alt), table, alt)
    width, height = measure_slot(ax)
    addressed = table["target_id"].value_counts()
    n_targets = max(1, int(min(len(addressed), _MAX_TARGETS, (height - 1.2) / _TARGET_HEIGHT)))
    drawn_targets = order_targets(addressed.index[:n_targets], targets)
    note = "" if n_targets == len(addressed) else f"Of {len(addressed)} targets, the {n_targets} that most actors address are drawn."
    looks = [look._replace(color=_line_color(look)) for look in list_stance_looks(table["stance"])]
    design = Design(
        title="Who stands where on what", by="statements", looks=looks, keys="lines", lines=1, notes=[note, _note_lines(len(table))],
        right=_LABEL_SHARE * width, axis=0.1, body=_TARGET_HEIGHT * n_targets, limit=limit,
    )  # fmt: skip
    by_actor = table.groupby("actor_id", sort=False).agg(name=("name", "first"), statements=("statements", "sum")).reset_index()
    graph = build_stance_graph(actor_positions, actors, targets)
    rows = open_rows(ax, _order_by_stance(by_actor, table), design)
    _draw_two_modes(rows, graph, [f"target:{target}" for target in drawn_targets], design.right - 0.2)
    return record_chart(rows.ax, table.drop(columns=["actor_id", "target_id"]), alt)


def describe_stance_network(actor_positions: pd.DataFrame, actors: pd.DataFrame, targets: pd.DataFrame | None = None) -> str:
    """Return the network in the sentence of the matrix: its size, then for each target how many actors take which side."""
    return describe_matrix(actor_positions, actors, targets)


def _note_lines(n_positions: int) -> str:
    return "Wider line: more statements." + (f" At most {_MAX_TIES} lines are drawn, the widest." if n_positions > _MAX_TIES else "")


def _order_by_stance(by_actor: pd.DataFrame, table: pd.DataFrame) -> pd.DataFrame:
    """Return the actors sorted by their stance on the most addressed target, so that fewer lines cross."""
    main = table["target_id"].value_counts().index[0]
    rank = table[table["target_id"] == main].set_index("actor_id")["stance"].map(_ORDER.index)
    order = by_actor["actor_id"].map(rank).fillna(len(_ORDER)).sort_values(kind="stable").index
    return by_actor.loc[order].reset_index(drop=True)


def _draw_two_modes(rows: Rows, graph: nx.Graph, targets: list[str], room: float) -> None:
    ax, n_rows = rows.ax, len(rows.table)
    ax.set_xlim(0, 1)
    hide_axis(ax)
    places = {f"actor:{actor}": (0.02, float(y)) for y, actor in enumerate(rows.table["actor_id"])}
    step = n_rows / len(targets)
    places |= {target: (0.98, (number + 0.5) * step - 0.5) for number, target in enumerate(targets)}
    ties = sorted(graph.subgraph(places).edges(data=True), key=lambda tie: -tie[2]["weight"])
    for one, other, data in ties[:_MAX_TIES]:
        look = STANCE_LOOKS[data["stance"]]
        (x0, y0), (x1, y1) = sorted((places[one], places[other]))
        width = 1.0 if _line_color(look) == GREY else min(1 + 0.25 * data["weight"], 3)  # who takes no side stays in the background
        ax.plot([x0, x1], [y0, y1], color=_line_color(look), linestyle=look.dashes, linewidth=width, zorder=1)
    ax.plot(*zip(*places.values(), strict=True), linestyle="none", marker="o", markersize=5, color=INK, clip_on=False, zorder=2)
    lines = 2 if step * rows.row_height > 2 * _TARGET_HEIGHT else 1
    for target in targets:
        x, y = places[target]
        ax.text(1 + 0.06 / rows.width, y, fit_words(graph.nodes[target]["label"], room, lines), va="center", fontsize=FONT_SIZE)


def build_agreement_graph(agreements: pd.DataFrame, actors: pd.DataFrame) -> nx.MultiGraph:
    """Return the one-mode graph of actors; an edge is a congruence or a conflict, with its weight. A pair may have both."""
    require_columns(agreements, ("actor_id", "other_id", "relation", "weight"), "agreements")
    unknown = agreements[~agreements["relation"].isin(RELATIONS)]
    if len(unknown):
        found, row = unknown["relation"].iloc[0], unknown.index[0]
        raise ValueError(f"table agreements, column relation, row {row}: {found!r}; allowed are {' and '.join(RELATIONS)}")
    graph = nx.MultiGraph()
    ones, others = name_actors(agreements["actor_id"], actors), name_actors(agreements["other_id"], actors)
    for row, one, other in zip(agreements.itertuples(), ones, others, strict=True):
        graph.add_node(row.actor_id, label=one)
        graph.add_node(row.other_id, label=other)
        graph.add_edge(row.actor_id, row.other_id, key=row.relation, relation=row.relation, weight=float(row.weight))
    return graph


def tabulate_agreements(agreements: pd.DataFrame, actors: pd.DataFrame) -> pd.DataFrame:
    """Return one row a pair and relation, the strongest first."""
    require_columns(agreements, ("actor_id", "other_id", "relation", "weight"), "agreements")
    table = agreements.sort_values("weight", ascending=False, kind="stable")
    ones, others = name_actors(table["actor_id"], actors), name_actors(table["other_id"], actors)
    return pd.DataFrame({"name": ones, "other": others, "relation": table["relation"], "weight": table["weight"]}).reset_index(drop=True)


def describe_agreements(agreements: pd.DataFrame, actors: pd.DataFrame) -> str:
    """Return in a sentence how many pairs agree and how many conflict, and the strongest ties."""
    table = tabulate_agreements(agreements, actors)
    if table.empty:
        return "No two of these actors can be compared: no two of them take a side, for or against, on the same target."
    n_actors = len(set(agreements["actor_id"]) | set(agreements["other_id"]))
    phrases = (f"{row.name} and {row.other}: {row.relation} ({row.weight:g})" for row in table.itertuples())
    counts = list_counts(table["relation"].value_counts())
    return f"{count_noun(n_actors, 'actor')}, {count_noun(len(table), 'tie')} ({counts}), the strongest first: {join_phrases(phrases)}."


@chart_style()
def chart_agreement_network(agreements: pd.DataFrame, actors: pd.DataFrame, ax: Axes | None = None, *, limit: int = MAX_ROWS) -> Axes:
    """Draw which actors agree (congruence) and which disagree (conflict), as two arcs of actors with a line for each tie.

    ``agreements``: columns ``actor_id``, ``other_id``, ``relation`` (congruence or conflict) and ``weight`` (above 0), one row a
    pair and relation. The arcs are the split that best parts conflict from congruence (sign of the leading eigenvector of
    congruence minus conflict); it places the actors and is no finding. The actors with the strongest ties are drawn.

    Raises:
        ValueError: a column is missing or a relation is neither of the two.
    """
    table, alt = tabulate_agreements(agreements, actors), describe_agreements(agreements, actors)
    if table.empty:
        return record_chart(draw_sentence(ax, alt), table, alt)
    width, height = measure_slot(ax)
    graph = build_agreement_graph(agreements, actors)
    if np.isfinite(height):
        limit = max(2, min(limit, int((height - 1.2) / _ROW)))  # even if all of them fall on one arc
    strongest = sorted(graph.degree(weight="weight"), key=lambda node: -node[1])[:limit]
    drawn = graph.subgraph([node for node, _ in strongest])
    ties = sorted(drawn.edges(data=True), key=lambda tie: -tie[2]["weight"])
    sides = split_sides(drawn)
    notes = [
        say_left_out(len(graph), len(drawn), "ties by weight"),
        "" if len(ties) <= _MAX_TIES else f"Of {len(ties)} ties between them, the {_MAX_TIES} strongest are drawn.",
        "Wider line: stronger tie. The two sides part conflict from congruence as well as they can; they are no finding.",
    ]
    design = Design("Who agrees with whom", by="", looks=list(_RELATION_LOOKS.values()), keys="lines", notes=notes, axis=0.1)
    margin = _LABEL_SHARE * width
    fullest = max(map(len, sides))
    plot, inner, body = open_plot(ax, design._replace(right=margin), max(_ROW * fullest, min(0.5 * fullest, 3.0)), margin)
    lines = 2 if body / fullest >= 2 * _TARGET_HEIGHT else 1
    labels = {node: fit_words(drawn.nodes[node]["label"], margin - 0.25, lines, whole=False) for node in drawn}
    _draw_arcs(plot, labels, ties[:_MAX_TIES], sides, inner)
    return record_chart(plot, table, alt)


def split_sides(graph: nx.MultiGraph) -> tuple[list, list]:
    """Return the actors of the left and of the right arc, each in the order of the leading eigenvector; the left holds the first.

    Actors whom no tie joins, not even through others, are parted by themselves: the vector of all would put the weaker ones on one side.
    """
    left, right = [], []
    for part in nx.connected_components(graph):
        one, other = _split_joined(graph, [node for node in graph if node in part])  # a set has no order of its own
        left, right = left + one, right + other
    return left, right


def _split_joined(graph: nx.MultiGraph, nodes: list) -> tuple[list, list]:
    signed = np.zeros((len(nodes), len(nodes)))
    places = {node: number for number, node in enumerate(nodes)}
    for one, other, data in graph.subgraph(nodes).edges(data=True):
        sign = 1 if data["relation"] == "congruence" else -1
        signed[places[one], places[other]] += sign * data["weight"]
        signed[places[other], places[one]] += sign * data["weight"]
    leading = np.linalg.eigh(signed)[1][:, -1].round(9)
    leading = leading if leading[0] >= 0 else -leading
    order = sorted(nodes, key=lambda node: (-abs(leading[places[node]]), str(node)))
    return [node for node in order if leading[places[node]] >= 0], [node for node in order if leading[places[node]] < 0]


def _draw_arcs(ax: Axes, labels: dict, ties: list, sides: tuple[list, list], width: float) -> None:
    ax.set_xlim(-1, 1)
    ax.set_ylim(-1, 1)
    ax.set_axis_off()
    places = {}
    for side, nodes in zip((-1, 1), sides, strict=True):
        for number, node in enumerate(nodes):
            y = 1 - (2 * number + 1) / len(nodes)
            places[node] = (side * (0.35 + 0.6 * np.sqrt(1 - y * y)), y)
            ax.annotate(
                labels[node], places[node], xytext=(side * (1 + 0.1 / width), y), ha="left" if side > 0 else "right", va="center",
                fontsize=FONT_SIZE, annotation_clip=False, zorder=0, arrowprops={"arrowstyle": "-", "color": "#C8C8C8", "linewidth": 0.6},
            )  # fmt: skip
    strongest = max((data["weight"] for _, _, data in ties), default=1)
    for one, other, data in ties:
        look = _RELATION_LOOKS[data["relation"]]
        x, y = _bend_line(places[one], places[other])
        ax.plot(x, y, color=look.color, linestyle=look.dashes, linewidth=0.6 + 2 * data["weight"] / strongest, alpha=0.8, zorder=1)
    ax.plot(*zip(*places.values(), strict=True), linestyle="none", marker="o", markersize=7, color=INK, zorder=2, clip_on=False)


def _bend_line(one: tuple[float, float], other: tuple[float, float]) -> tuple[np.ndarray, np.ndarray]:
    """Return a quadratic curve: drawn to the middle between actors of one side, who would else be joined along their arc."""
    t = np.linspace(0, 1, 20)
    middle = (0.0 if one[0] * other[0] > 0 else (one[0] + other[0]) / 2, (one[1] + other[1]) / 2)
    x, y = ((1 - t) ** 2 * a + 2 * t * (1 - t) * m + t**2 * b for a, m, b in zip(one, middle, other, strict=True))
    return x, y


def _line_color(look: Look) -> str:
    return look.color if look.label in ("for", "against") else GREY  # the other fills are too pale for a line
