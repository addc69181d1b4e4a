"""The model that ships: an NLI cross-encoder as 8-bit ONNX, run by onnxruntime. No torch, no network."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from functools import cached_property
from pathlib import Path

import numpy as np

from analysis.models.scorer import Pair, ScorerError

FOLDER = Path(__file__).parent / "embedded"
MAX_TOKENS = 256  # windows of 120 words are about 160 tokens; only words of a kind never seen come near
BATCH_TOKENS = 2048  # padded tokens a batch; larger ones gain nothing on two cores


class EmbeddedScorer:
    """Scores pairs with the model in ``folder`` (``model.onnx``, ``tokenizer.json``, ``config.json``).

    Raises:
        ScorerError: a file is missing, or is a pointer instead of the model.
    """

    def __init__(self, folder: Path = FOLDER):
        self._model = folder / "model.onnx"
        if not self._model.is_file() or self._model.stat().st_size < 10_000:
            raise ScorerError(f"the embedded model is missing from {folder.name}; install Standpoint again, or copy the whole repository")
        self._folder = folder
        self.fingerprint = f"embedded:{_hash_file(self._model)[:12]}"

    @cached_property
    def _session(self):  # loaded when the first pair is not in the cache
        import onnxruntime

        options = onnxruntime.SessionOptions()
        options.log_severity_level = 3
        options.add_session_config_entry("session.intra_op.allow_spinning", "0")  # waiting threads must not starve other work
        return onnxruntime.InferenceSession(str(self._model), options, providers=["CPUExecutionProvider"])

    @cached_property
    def _tokenizer(self):
        from tokenizers import Tokenizer

        tokenizer = Tokenizer.from_file(str(self._folder / "tokenizer.json"))
        tokenizer.no_padding()
        tokenizer.enable_truncation(MAX_TOKENS, strategy="only_first")
        return tokenizer

    @cached_property
    def _order(self) -> list[int]:
        labels = json.loads((self._folder / "config.json").read_text(encoding="utf-8"))["label2id"]
        return [labels[name] for name in ("entailment", "neutral", "contradiction")]

    def score(self, pairs: Sequence[Pair]) -> np.ndarray:
        encoded = self._tokenizer.encode_batch(list(pairs))
        order = sorted(range(len(pairs)), key=lambda i: len(encoded[i].ids))
        pad = self._tokenizer.token_to_id("<pad>") or 0
        result = np.empty((len(pairs), 3))
        for part in _batches(order, [len(e.ids) for e in encoded]):
            width = max(len(encoded[i].ids) for i in part)
            ids = np.full((len(part), width), pad, dtype=np.int64)
            mask = np.zeros((len(part), width), dtype=np.int64)
            for row, i in enumerate(part):
                ids[row, : len(encoded[i].ids)], mask[row, : len(encoded[i].ids)] = encoded[i].ids, 1
            (logits,) = self._session.run(None, {"input_ids": ids, "attention_mask": mask})
            result[part] = softmax(logits)[:, self._order]
        return result


def softmax(logits: np.ndarray) -> np.ndarray:
    powers = np.exp(logits - logits.max(axis=1, keepdims=True))
    return powers / powers.sum(axis=1, keepdims=True)


def _batches(order: list[int], lengths: list[int]) -> list[list[int]]:
    """Cut the sorted pairs into batches of at most ``BATCH_TOKENS`` padded tokens."""
    batches: list[list[int]] = []
    for i in order:
        if not batches or (len(batches[-1]) + 1) * lengths[i] > BATCH_TOKENS:
            batches.append([])
        batches[-1].append(i)
    return batches


def _hash_file(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
