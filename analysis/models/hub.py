"""Any NLI model in the form of transformers: from a hub (``hub:owner/name@revision``) or a local folder. Needs the extra "hub"."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from pathlib import Path

import numpy as np

from analysis.models.scorer import Pair, ScorerError

MAX_TOKENS = 256
BATCH = 16


class HubScorer:
    """Scores pairs with a sequence-classification model; only safetensors weights are read and no code of the model is run.

    The meaning of the outputs is read from the model's config (``label2id``), never guessed. A two-way model (entailment or
    not) fills the columns entailment and neutral, and contradiction is 0: its stance then rests on entailment alone.

    Raises:
        ScorerError: torch is not installed, the model cannot be loaded, or its labels are not those of NLI.
    """

    def __init__(self, name: str):
        try:
            import torch
            import transformers
        except ImportError as error:
            raise ScorerError(f'the model "{name}" needs torch; install it: pip install "standpoint[hub]" ({error})') from None
        source, _, revision = name.removeprefix("hub:").partition("@")
        is_local = Path(source).is_dir()
        options = {"local_files_only": True} if is_local else {"revision": revision or None}
        try:
            self._tokenizer = transformers.AutoTokenizer.from_pretrained(source, **options)
            self._model = transformers.AutoModelForSequenceClassification.from_pretrained(source, use_safetensors=True, **options).eval()
        except (OSError, ValueError, KeyError) as error:
            raise ScorerError(f'the model "{name}" could not be loaded: {str(error).splitlines()[0]}') from None
        self._torch = torch
        self._columns = read_labels(self._model.config.label2id, name)
        limit = getattr(self._model.config, "max_position_embeddings", MAX_TOKENS + 2) - 2
        self._max_tokens = min(MAX_TOKENS, limit)
        commit = getattr(self._model.config, "_commit_hash", None) or revision or "unknown"
        self.fingerprint = f"folder:{hash_folder(Path(source))[:12]}" if is_local else f"hub:{source}@{commit[:12]}"

    def score(self, pairs: Sequence[Pair]) -> np.ndarray:
        order = sorted(range(len(pairs)), key=lambda i: len(pairs[i][0]) + len(pairs[i][1]))
        result = np.zeros((len(pairs), 3))
        for start in range(0, len(order), BATCH):
            part = order[start : start + BATCH]
            inputs = self._tokenizer([pairs[i][0] for i in part], [pairs[i][1] for i in part], truncation="only_first",
                                     max_length=self._max_tokens, padding=True, return_tensors="pt")  # fmt: skip
            with self._torch.inference_mode():
                p = self._model(**inputs).logits.softmax(-1).double().numpy()
            for column, source in self._columns.items():
                result[part, column] = p[:, source]
        return result


def read_labels(label2id: dict[str, int], name: str) -> dict[int, int]:
    """Return our column (0 entailment, 1 neutral, 2 contradiction) → the model's output, from the names in its config.

    Raises:
        ScorerError: the names are not those of an NLI model, such as LABEL_0.
    """
    found: dict[int, int] = {}
    for label, index in label2id.items():
        word = label.lower().replace("-", "_").replace(" ", "_")
        is_negated = word.startswith(("not_", "no_", "non_"))
        column = (
            1
            if is_negated or word.startswith("neutral")
            else 0
            if word.startswith("entail")
            else 2
            if word.startswith("contradict")
            else None
        )
        if column is None or column in found:
            raise ScorerError(
                f'the model "{name}" has the labels {sorted(label2id)};  '
                "needed are entailment, neutral, contradiction, or entailment, not_entailment"
            )
        found[column] = index
    if 0 not in found or 1 not in found:
        raise ScorerError(f'the model "{name}" has the labels {sorted(label2id)}; there must be an entailment and its opposite')
    return found


def hash_folder(folder: Path) -> str:
    """Return one hash over the files that decide what the model answers."""
    digest = hashlib.sha256()
    for path in sorted(p for p in folder.iterdir() if p.suffix in (".safetensors", ".json", ".txt", ".model")):
        with path.open("rb") as file:
            digest.update(path.name.encode() + hashlib.file_digest(file, "sha256").digest())
    return digest.hexdigest()
