"""The model that ships: an NLI cross-encoder as 8-bit ONNX, run by onnxruntime. No torch, no network.

A premise is read alone, and each hypothesis after it with the premise before its eyes (``training/network.py``). What the network made of
a premise, its keys and values, serves all hypotheses that are put to it, so a further hypothesis costs no more than its own dozen words.
"""

from __future__ import annotations

import hashlib
import json
from collections import OrderedDict
from collections.abc import Iterator, Sequence
from functools import cached_property
from pathlib import Path
from typing import NamedTuple

import numpy as np

from analysis.models.scorer import Pair, ScorerError

FOLDER = Path(__file__).parent / "embedded"
FILES = ("model.onnx", "words.bin")  # the graph, and its table of word embeddings, which it finds beside it
MAX_TOKENS = 256  # of one text; windows of 120 words are about 160 tokens, only words of a kind never seen come near
BATCH_TOKENS = 2048  # padded tokens a batch, of premises and of hypotheses each; larger ones gain nothing on two cores
MAX_HYPOTHESES = 16  # of one premise in a batch
KEPT_TOKENS = 3_000  # tokens of premises read lately that are kept: 180 MB, some fifty statements


class Group(NamedTuple):
    """A premise and the pairs, by their number, that put it against hypotheses in one batch."""

    premise: str
    pairs: list[int]


class EmbeddedScorer:
    """Scores pairs with the model in ``folder`` (``model.onnx``, ``words.bin``, ``tokenizer.json``, ``config.json``).

    Raises:
        ScorerError: a file is missing, or is a pointer instead of the model.
    """

    def __init__(self, folder: Path = FOLDER):
        paths = [folder / name for name in FILES]
        if not all(path.is_file() and path.stat().st_size > 10_000 for path in paths):
            raise ScorerError(f"the embedded model is missing from {folder.name}; install Standpoint again, or copy the whole repository")
        self._folder = folder
        self._kept: OrderedDict[str, np.ndarray] = OrderedDict()
        self.fingerprint = f"embedded:{_hash_files(paths)[:12]}"

    @cached_property
    def _session(self):  # loaded when the first pair is not in the cache
        import onnxruntime

        options = onnxruntime.SessionOptions()
        options.log_severity_level = 3
        options.add_session_config_entry("session.intra_op.allow_spinning", "0")  # waiting threads must not starve other work
        return onnxruntime.InferenceSession(str(self._folder / FILES[0]), options, providers=["CPUExecutionProvider"])

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
        texts = list(dict.fromkeys(text for pair in pairs for text in pair))
        ids = dict(zip(texts, (np.array(e.ids) for e in self._tokenizer.encode_batch(texts)), strict=True))
        result = np.empty((len(pairs), 3))
        for groups in _batch_groups(pairs, ids):
            past, past_mask = _pad_past(self._read({group.premise: ids[group.premise] for group in groups}))
            tokens, mask = _pad_hypotheses([[ids[pairs[i][1]] for i in group.pairs] for group in groups])
            logits = self._run(tokens, mask, past, past_mask)[0]
            for group, rows in zip(groups, logits, strict=True):
                result[group.pairs] = softmax(rows[: len(group.pairs)])[:, self._order]
        return result

    def _read(self, premises: dict[str, np.ndarray]) -> list[np.ndarray]:
        """Return what the network makes of each premise: keys and values, shape (layers, 2, heads, tokens, size)."""
        read = {text: self._kept[text] for text in premises if text in self._kept}
        new = [text for text in premises if text not in read]
        if new:
            tokens, mask = _pad_hypotheses([[premises[text]] for text in new], opens=True)
            shape = self._session.get_inputs()[2].shape
            nothing = np.zeros((len(new), *shape[1:4], 1, shape[5]), dtype=np.float32)
            kept = self._run(tokens, mask, nothing, np.zeros((len(new), 1), dtype=np.int64))[1]
            read |= {text: row[..., : len(premises[text]), :].copy() for text, row in zip(new, kept, strict=True)}
        self._keep(read)
        return [read[text] for text in premises]

    def _run(self, tokens: np.ndarray, mask: np.ndarray, past: np.ndarray, past_mask: np.ndarray) -> list[np.ndarray]:
        return self._session.run(None, {"input_ids": tokens, "attention_mask": mask, "past": past, "past_mask": past_mask})

    def forget(self) -> None:
        """Drop the premises read lately, as a benchmark must before it times a run."""
        self._kept.clear()

    def _keep(self, read: dict[str, np.ndarray]) -> None:
        for text, past in read.items():
            self._kept[text] = past
            self._kept.move_to_end(text)
        total = sum(past.shape[-2] for past in self._kept.values())
        while total > KEPT_TOKENS:
            total -= self._kept.popitem(last=False)[1].shape[-2]


def softmax(logits: np.ndarray) -> np.ndarray:
    powers = np.exp(logits - logits.max(axis=1, keepdims=True))
    return powers / powers.sum(axis=1, keepdims=True)


def _batch_groups(pairs: Sequence[Pair], ids: dict[str, np.ndarray]) -> Iterator[list[Group]]:
    """Yield the pairs by their premises, premises of like length and with as many hypotheses together."""
    by_premise: dict[str, list[int]] = {}
    for i, (premise, _) in enumerate(pairs):
        by_premise.setdefault(premise, []).append(i)
    groups = [
        Group(premise, rows[start : start + MAX_HYPOTHESES])
        for premise, rows in by_premise.items()
        for start in range(0, len(rows), MAX_HYPOTHESES)
    ]
    batch: list[Group] = []
    seen: set[str] = set()  # a premise once a batch
    for group in sorted(groups, key=lambda g: (len(g.pairs), len(ids[g.premise]), g.premise)):
        longest = max(len(ids[pairs[i][1]]) for g in (*batch, group) for i in g.pairs)
        tokens = (len(batch) + 1) * max(len(ids[group.premise]), len(group.pairs) * longest)
        if batch and (tokens > BATCH_TOKENS or len(group.pairs) != len(batch[0].pairs) or group.premise in seen):
            yield batch
            batch, seen = [], set()
        batch.append(group)
        seen.add(group.premise)
    if batch:
        yield batch


def _pad_hypotheses(rows: list[list[np.ndarray]], opens: bool = False) -> tuple[np.ndarray, np.ndarray]:
    """Return token ids and mask of the texts, (n, k, t). Only a text that ``opens`` begins with the mark that begins a pair; in one that
    comes second stands the mark that ends a text, as the tokenizer joins a pair."""
    width = max(len(text) for texts in rows for text in texts)
    tokens = np.ones((len(rows), len(rows[0]), width), dtype=np.int64)
    mask = np.zeros_like(tokens)
    for n, texts in enumerate(rows):
        for k, text in enumerate(texts):
            tokens[n, k, : len(text)], mask[n, k, : len(text)] = text, 1
            if not opens:
                tokens[n, k, 0] = text[-1]
    return tokens, mask


def _pad_past(rows: list[np.ndarray]) -> tuple[np.ndarray, np.ndarray]:
    """Return keys and values of premises padded to the longest, (n, layers, 2, heads, p, size), and their mask (n, p)."""
    width = max(row.shape[-2] for row in rows)
    past = np.zeros((len(rows), *rows[0].shape[:-2], width, rows[0].shape[-1]), dtype=rows[0].dtype)
    mask = np.zeros((len(rows), width), dtype=np.int64)
    for n, row in enumerate(rows):
        past[n, ..., : row.shape[-2], :], mask[n, : row.shape[-2]] = row, 1
    return past, mask


def _hash_files(paths: list[Path]) -> str:
    digest = hashlib.sha256()
    for path in paths:
        with path.open("rb") as file:
            digest.update(hashlib.file_digest(file, "sha256").digest())
    return digest.hexdigest()
