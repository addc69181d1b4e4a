"""What other programs read: tables, the event list of discourse network analysis, networks and figures."""

from analysis.exports.events import export_event_list
from analysis.exports.figures import draw_charts, export_figures
from analysis.exports.labels import list_labels
from analysis.exports.networks import NETWORKS, export_graphml
from analysis.exports.tables import export_tables, list_stale, read_tables

__all__ = ["NETWORKS", "draw_charts", "export_event_list", "export_figures", "export_graphml", "export_tables", "list_labels",
           "list_stale", "read_tables"]  # fmt: skip
