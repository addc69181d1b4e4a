"""From speakers to actors: who speaks, within the article and across the corpus.

``collect_mentions`` reads one parsed article and returns small tuples; ``build_actors`` puts those of the whole corpus together, under
the user's alias ledger. What it does not do: look anybody up. Who somebody is comes from the articles, the ledger and short lists.
"""

from analysis.actors.article import ArticleMentions, Coreference, collect_mentions
from analysis.actors.ledger import Ledger, LedgerRow, find_idle_rows, find_misspelt, find_wide_splits, load_ledger
from analysis.actors.table import build_actors

__all__ = [
    "ArticleMentions", "Coreference", "Ledger", "LedgerRow", "build_actors", "collect_mentions", "find_idle_rows", "find_misspelt",
    "find_wide_splits", "load_ledger",
]  # fmt: skip
