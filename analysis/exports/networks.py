"""Networks as plain GraphML, without the dialect of any program, for Gephi, visone, igraph and networkx."""

from __future__ import annotations

from pathlib import Path

import networkx as nx

from analysis.agreements import summarize_agreements
from analysis.characters import drop_illegal
from analysis.charts.network import RELATIONS, build_agreement_graph, build_stance_graph
from analysis.flow import Results
from analysis.writing import write_whole

NETWORKS = ("two-mode", *RELATIONS)


def export_graphml(results: Results, path: str | Path, kind: str = "two-mode") -> nx.Graph:
    """Write a network as GraphML and return it.

    - ``two-mode``: actors and targets. An edge is an actor's position, its ``kind`` the stance, ``score`` in [-1, 1] (+1 = in
      favour), ``n`` the statements with a stance. An actor on whom the model only abstained has no edge, for Gephi takes no weight 0.
    - ``congruence``, ``conflict``: actors on the same or on opposite sides; ``n`` counts the targets (``summarize_agreements``).

    Nodes have ``label``, ``kind`` (the actor's kind, or target), ``mode`` (actor or target) and ``n`` (statements with a stance);
    an actor has the same id in every network. Edges have a ``weight`` too, which programs read as their strength: n again. The
    types are string, long and double. There is one edge a pair, so none needs an id of its own: ids that repeat, as networkx
    writes them for multigraphs, make Gephi drop edges.

    Raises:
        ValueError: another kind.
    """
    if kind not in NETWORKS:
        raise ValueError(f"kind {kind!r}: allowed are {', '.join(NETWORKS)}")
    graph = _build_two_modes(results) if kind == "two-mode" else _build_one_mode(results, kind)
    _describe_nodes(graph, results)
    graph = nx.relabel_nodes(graph, {node: drop_illegal(node) for node in graph})
    Path(path).parent.mkdir(parents=True, exist_ok=True)
    with write_whole(path) as draft:
        nx.write_graphml(graph, draft)
    return graph


def _build_two_modes(results: Results) -> nx.Graph:
    graph = build_stance_graph(results.actor_positions, results.actors, results.study.targets)
    graph.remove_edges_from([(one, other) for one, other, n in graph.edges(data="weight") if not n])
    for _, _, edge in graph.edges(data=True):
        edge.update(kind=edge.pop("stance"), n=edge["weight"], weight=float(edge["weight"]))
    return graph


def _build_one_mode(results: Results, relation: str) -> nx.Graph:
    agreements = summarize_agreements(results.actor_positions)
    graph = nx.Graph(build_agreement_graph(agreements[agreements["relation"] == relation], results.actors))
    for _, _, edge in graph.edges(data=True):
        edge.update(kind=edge.pop("relation"), n=int(edge["weight"]))
    return nx.relabel_nodes(graph, {node: f"actor:{node}" for node in graph})


def _describe_nodes(graph: nx.Graph, results: Results) -> None:
    kinds = dict(zip(results.actors["actor_id"], results.actors["kind"], strict=True))
    counts = {
        f"{mode}:{name}": int(n)
        for mode in ("actor", "target")
        for name, n in results.actor_positions.groupby(f"{mode}_id")["n_statements"].sum().items()
    }
    for node, data in graph.nodes(data=True):
        mode, name = node.split(":", 1)
        data.update(mode=mode, kind=kinds.get(name, "") if mode == "actor" else "target", n=counts[node])
