"""Models: the scorer contract and its backends, chosen by an explicit name and never by sniffing."""

from functools import lru_cache
from pathlib import Path

from analysis.models.cache import ScoreCache
from analysis.models.scorer import Scorer, ScorerError, score_pairs

__all__ = ["ScoreCache", "Scorer", "ScorerError", "load_scorer", "score_pairs"]


@lru_cache(maxsize=2)
def load_scorer(name: str = "embedded") -> Scorer:
    """Return the scorer of that name: "embedded", "hub:owner/name[@revision]", "llm:MODEL@URL" or the path of a folder.

    Raises:
        ScorerError: the name is none of these, or the model cannot be loaded.
    """
    if name == "embedded":
        from analysis.models.embedded import EmbeddedScorer

        return EmbeddedScorer()
    if name.startswith("llm:"):
        from analysis.models.llm import LLMScorer

        return LLMScorer(name)
    if name.startswith("hub:") or Path(name).is_dir():
        return _load_folder_or_hub(name)
    raise ScorerError(f'unknown model "{name}"; write embedded, hub:owner/name, llm:MODEL@URL, or the path of a folder')


def _load_folder_or_hub(name: str) -> Scorer:
    from analysis.models.embedded import WORDS, EmbeddedScorer

    if (Path(name) / WORDS).is_file():  # a folder in the form of the embedded model
        return EmbeddedScorer(Path(name))
    from analysis.models.hub import HubScorer

    return HubScorer(name)
