"""Statements and the words that name their speakers: ``extract_quotes(doc) -> list[Quote]``."""

from analysis.quotes.extract import extract_quotes
from analysis.quotes.quote import Quote

__all__ = ["Quote", "extract_quotes"]
