"""Load: files of a study → articles, furniture, problems."""

from analysis.ingest.load import Corpus, IngestError, blank_furniture, load_articles, load_corpus

__all__ = ["Corpus", "IngestError", "blank_furniture", "load_articles", "load_corpus"]
