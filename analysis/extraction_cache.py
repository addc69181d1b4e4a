"""Statements and actors kept on disk beside the study: the same articles, read by the same code, are not parsed again.

Every command and every notebook needs them, and the parse is what costs. The key holds whatever they depend on: the code and word lists
of this package, the parser, the articles, the corrections. What was kept under another key is written over.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Iterator, Sequence
from functools import lru_cache
from importlib import metadata
from pathlib import Path

import pandas as pd
from pandera.errors import SchemaError, SchemaErrors

from analysis.nlp import MODEL_NAMES
from analysis.study import Study
from analysis.tables import Actors, Statements

_FILE = "statements.json"
_PARTS = ("quotes", "actors", "nlp.py", "tables.py", "flow.py")  # of the package: what statements and actors depend on


def read_extraction(study: Study, articles: pd.DataFrame) -> tuple[pd.DataFrame, pd.DataFrame] | None:
    """Return the Statements and Actors tables that were kept for these articles, or None where there are none or the file is damaged."""
    try:
        kept = json.loads((study.cache / _FILE).read_text(encoding="utf-8"))
        if kept["key"] != _make_key(study, articles):
            return None
        return Statements.build(kept["statements"]), Actors.build(kept["actors"])
    except (OSError, ValueError, KeyError, TypeError, SchemaError, SchemaErrors):
        return None


def keep_extraction(study: Study, articles: pd.DataFrame, statements: pd.DataFrame, actors: pd.DataFrame) -> None:
    """Keep the tables; the file is put in its place whole, so that a run that is stopped leaves none that is cut off.

    Where nothing may be written beside the study, nothing is kept: it costs the next run its time and no more.
    """
    kept = {"key": _make_key(study, articles), "statements": _list_rows(statements), "actors": _list_rows(actors)}
    draft = study.cache / f"{_FILE}.{os.getpid()}"  # two runs at once do not write into one another's file
    try:
        study.cache.mkdir(parents=True, exist_ok=True)
        draft.write_text(json.dumps(kept), encoding="utf-8")
        draft.replace(study.cache / _FILE)
    except OSError:
        draft.unlink(missing_ok=True)


def _list_rows(table: pd.DataFrame) -> list[dict]:
    return json.loads(table.to_json(orient="records", double_precision=15))


def _make_key(study: Study, articles: pd.DataFrame) -> str:
    digest = hashlib.sha256(_fingerprint_code().encode())
    ledger = study.actors.read_bytes() if study.actors else b""
    for part in (ledger, *_encode(study.expected_voices)):
        digest.update(len(part).to_bytes(8, "big") + part)
    for article in articles.itertuples():
        for part in _encode((article.article_id, article.text, str(article.body_start))):
            digest.update(len(part).to_bytes(8, "big") + part)
    return digest.hexdigest()


def _encode(texts: Sequence[str]) -> Iterator[bytes]:
    return (text.encode("utf-8", "surrogatepass") for text in texts)


@lru_cache(maxsize=1)
def _fingerprint_code() -> str:
    """Return a hash of the code, the word lists and the versions that the tables depend on."""
    package, digest = Path(__file__).parent, hashlib.sha256()
    files = [path for name in _PARTS for path in ([package / name] if name.endswith(".py") else (package / name).rglob("*"))]
    for path in sorted(path for path in files if path.suffix in (".py", ".toml", ".csv")):
        digest.update(path.relative_to(package).as_posix().encode() + path.read_bytes())
    for name in ("spacy", *MODEL_NAMES):  # told without loading them
        digest.update(f"{name} {_read_version(name)}".encode())
    return digest.hexdigest()


def _read_version(name: str) -> str:
    try:
        return metadata.version(name)
    except metadata.PackageNotFoundError:
        return "none"
