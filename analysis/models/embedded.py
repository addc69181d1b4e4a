"""The model that ships: an NLI cross-encoder as 8-bit ONNX, run by onnxruntime. No torch, no network.

Its lower layers read premise and hypothesis each alone, so each text goes through them once, however many pairs it is part of; only
the upper layers read pair by pair (``training/network.py``).
"""

from __future__ import annotations

import hashlib
import json
from collections import OrderedDict
from collections.abc import Iterable, Sequence
from functools import cached_property
from pathlib import Path

import numpy as np

from analysis.models.scorer import Pair, ScorerError

FOLDER = Path(__file__).parent / "embedded"
GRAPHS = ("lower.onnx", "upper.onnx")
MAX_TOKENS = 256  # of one text; windows of 120 words are about 160 tokens, only words of a kind never seen come near
BATCH_TOKENS = 2048  # padded tokens a batch; larger ones gain nothing on two cores
KEPT_TOKENS = 20_000  # tokens of texts read lately that are kept: 60 MB, some five hundred statements


class EmbeddedScorer:
    """Scores pairs with the model in ``folder`` (``lower.onnx``, ``upper.onnx``, ``tokenizer.json``, ``config.json``).

    Raises:
        ScorerError: a file is missing, or is a pointer instead of the model.
    """

    def __init__(self, folder: Path = FOLDER):
        paths = [folder / name for name in GRAPHS]
        if not all(path.is_file() and path.stat().st_size > 10_000 for path in paths):
            raise ScorerError(f"the embedded model is missing from {folder.name}; install Standpoint again, or copy the whole repository")
        self._folder = folder
        self._kept: OrderedDict[str, np.ndarray] = OrderedDict()
        self.fingerprint = f"embedded:{_hash_files(paths)[:12]}"

    @cached_property
    def _sessions(self) -> list:  # loaded when the first pair is not in the cache
        import onnxruntime

        options = onnxruntime.SessionOptions()
        options.log_severity_level = 3
        options.add_session_config_entry("session.intra_op.allow_spinning", "0")  # waiting threads must not starve other work
        return [onnxruntime.InferenceSession(str(self._folder / name), options, providers=["CPUExecutionProvider"]) for name in GRAPHS]

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
        read = self._read(text for pair in pairs for text in pair)
        lengths = [len(read[premise]) + len(read[hypothesis]) for premise, hypothesis in pairs]
        result = np.empty((len(pairs), 3))
        for part in _batches(lengths):
            hidden, mask = _pad([np.concatenate([read[text] for text in pairs[i]]) for i in part])
            (logits,) = self._sessions[1].run(None, {"hidden": hidden, "attention_mask": mask})
            result[part] = softmax(logits)[:, self._order]
        return result

    def _read(self, texts: Iterable[str]) -> dict[str, np.ndarray]:
        """Return what the lower layers make of each text, shape (tokens, d)."""
        texts = dict.fromkeys(texts)
        read = {text: self._kept[text] for text in texts if text in self._kept}
        new = [text for text in texts if text not in read]
        ids = [np.array(e.ids, dtype=np.int64) for e in self._tokenizer.encode_batch(new)]
        for part in _batches([len(i) for i in ids]):
            padded, mask = _pad([ids[i] for i in part])
            (hidden,) = self._sessions[0].run(None, {"input_ids": padded, "attention_mask": mask})
            read.update((new[i], row[: len(ids[i])].copy()) for i, row in zip(part, hidden, strict=True))
        self._keep(read)
        return read

    def forget(self) -> None:
        """Drop the texts read lately, as a benchmark must before it times a run."""
        self._kept.clear()

    def _keep(self, read: dict[str, np.ndarray]) -> None:
        for text, hidden in read.items():
            self._kept[text] = hidden
            self._kept.move_to_end(text)
        total = sum(map(len, self._kept.values()))
        while total > KEPT_TOKENS:
            total -= len(self._kept.popitem(last=False)[1])


def softmax(logits: np.ndarray) -> np.ndarray:
    powers = np.exp(logits - logits.max(axis=1, keepdims=True))
    return powers / powers.sum(axis=1, keepdims=True)


def _pad(rows: list[np.ndarray]) -> tuple[np.ndarray, np.ndarray]:
    """Return the rows padded to the longest with zeros, (n, s) or (n, s, d), and their mask (n, s)."""
    width = max(map(len, rows))
    padded = np.zeros((len(rows), width, *rows[0].shape[1:]), dtype=rows[0].dtype)
    mask = np.zeros((len(rows), width), dtype=np.int64)
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
