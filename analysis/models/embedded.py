"""The model that ships: an NLI cross-encoder as 8-bit ONNX, run by onnxruntime. No torch, no network."""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Sequence
from functools import cached_property
from pathlib import Path

import numpy as np

from analysis.models.scorer import Pair, ScorerError

FOLDER = Path(__file__).parent / "embedded"
GRAPH, WORDS = "model.onnx", "words.bin"  # the network, and its table of word embeddings, which it finds beside it
MAX_TOKENS = 512  # of a pair; windows of 120 words are about 160 tokens, only words of a kind never seen come near
BATCH_TOKENS = 2048  # padded tokens a batch; larger ones gain nothing on two cores


class EmbeddedScorer:
    """Scores pairs with the model in ``folder`` (``model.onnx``, ``words.bin``, ``tokenizer.json``, ``config.json``).

    Matrices are multiplied as whole numbers: 8 bits of hidden states, 7 of weights, whose products add up rightly on every processor.

    Raises:
        ScorerError: a file is missing, or is a pointer instead of the model.
    """

    def __init__(self, folder: Path = FOLDER):
        paths = [folder / name for name in (GRAPH, WORDS)]
        rest = [folder / name for name in ("tokenizer.json", "config.json")]
        if not all(path.is_file() and path.stat().st_size > 10_000 for path in paths) or not all(path.is_file() for path in rest):
            raise ScorerError(f"the embedded model is missing from {folder.name}; install Standpoint again, or copy the whole repository")
        self._folder = folder
        self.fingerprint = f"embedded:{_hash_files(paths)[:12]}"

    @cached_property
    def _session(self):  # loaded when the first pair is not in the cache
        # onnxruntime 1.32 tells its maker of each session and keeps a device number, unless this is set when it is first imported.
        os.environ.setdefault("ORT_DISABLE_TELEMETRY", "1")
        import onnxruntime

        options = onnxruntime.SessionOptions()
        options.log_severity_level = 3
        options.add_session_config_entry("session.intra_op.allow_spinning", "0")  # waiting threads must not starve other work
        return onnxruntime.InferenceSession(str(self._folder / GRAPH), options, providers=["CPUExecutionProvider"])

    @cached_property
    def _tokenizer(self):
        from tokenizers import Tokenizer

        tokenizer = Tokenizer.from_file(str(self._folder / "tokenizer.json"))
        tokenizer.no_padding()
        tokenizer.enable_truncation(MAX_TOKENS)
        tokenizer.encode_special_tokens = True  # "</s>" in an article is three marks and a letter, not the end of the text
        return tokenizer

    @cached_property
    def _order(self) -> list[int]:
        labels = json.loads((self._folder / "config.json").read_text(encoding="utf-8"))["label2id"]
        return [labels[name] for name in ("entailment", "neutral", "contradiction")]

    def score(self, pairs: Sequence[Pair]) -> np.ndarray:
        ids = [np.array(e.ids, dtype=np.int64) for e in self._tokenizer.encode_batch(list(pairs))]
        result = np.empty((len(pairs), 3))
        for part in _batches([len(i) for i in ids]):
            padded, mask = _pad([ids[i] for i in part])
            (logits,) = self._session.run(None, {"input_ids": padded, "attention_mask": mask})
            result[part] = softmax(logits)[:, self._order]
        return result


def softmax(logits: np.ndarray) -> np.ndarray:
    powers = np.exp(logits - logits.max(axis=1, keepdims=True))
    return powers / powers.sum(axis=1, keepdims=True)


def _pad(rows: list[np.ndarray]) -> tuple[np.ndarray, np.ndarray]:
    """Return the rows of token ids padded to the longest with zeros, and their mask, both (n, s)."""
    padded = np.zeros((len(rows), max(map(len, rows))), dtype=np.int64)
    mask = np.zeros_like(padded)
    for i, row in enumerate(rows):
        padded[i, : len(row)], mask[i, : len(row)] = row, 1
    return padded, mask


def _batches(lengths: list[int]) -> list[list[int]]:
    """Cut the rows, shortest first, into batches of at most ``BATCH_TOKENS`` padded tokens."""
    batches: list[list[int]] = []
    for i in sorted(range(len(lengths)), key=lengths.__getitem__):
        if not batches or (len(batches[-1]) + 1) * lengths[i] > BATCH_TOKENS:
            batches.append([])
        batches[-1].append(i)
    return batches


def _hash_files(paths: list[Path]) -> str:
    digest = hashlib.sha256()
    for path in paths:
        with path.open("rb") as file:
            digest.update(hashlib.file_digest(file, "sha256").digest())
    return digest.hexdigest()
