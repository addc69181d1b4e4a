"""Views for Jupyter: a card of an actor, an article or the study, the chain behind one statement, and an explorer.

Each shows tables that are there; none computes a label. The HTML needs no script and no network, and takes its colours from the page
it stands in, light or dark.
"""

from analysis.views.cards import show_actor, show_article_card, show_study
from analysis.views.chain import show_statement
from analysis.views.explorer import explore, filter_positions

__all__ = ["explore", "filter_positions", "show_actor", "show_article_card", "show_statement", "show_study"]
