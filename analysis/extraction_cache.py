"""What was read in each article, kept on disk beside the study: an article that has been parsed by the same code is not parsed again.

Every command and every notebook needs statements and actors, and the parse is what costs. It is kept article by article, as soon as
one is read, so a stopped run has lost a handful at most (the parser takes some at once), and a new article or a correction to the actors
costs no more than itself. The
key holds whatever the reading depends on: the code and word lists of this package, the parser, the article. What other code has kept is
deleted.
"""

from __future__ import annotations

import hashlib
import json
import sqlite3
from contextlib import closing, suppress
from functools import lru_cache
from importlib import metadata
from pathlib import Path
from typing import NamedTuple

from analysis.actors.article import ArticleMentions, Link, LocalActor
from analysis.nlp import MODEL_NAMES
from analysis.quotes import Quote

_FILE = "statements.sqlite"
_PARTS = ("quotes", "actors", "nlp.py", "tables.py", "flow.py")  # of the package: what statements and actors depend on


class ArticleReading(NamedTuple):
    """What the parse of one article came to."""

    quotes: list[Quote]
    mentions: ArticleMentions


class ExtractionCache:
    """The readings of the articles of a study. Safe to delete at any time.

    Where nothing may be written, or the file is damaged, nothing is kept or found: it costs the next run its time and no more.
    """

    def __init__(self, folder: Path):
        self._path = folder / _FILE
        try:
            folder.mkdir(parents=True, exist_ok=True)
            self._create()
        except sqlite3.OperationalError:  # locked, or no right to write: not a damaged file
            pass
        except sqlite3.DatabaseError:  # cut off by a full disk or a copy
            with suppress(OSError, sqlite3.Error):
                self._path.unlink(missing_ok=True)
                self._create()
        except OSError:
            pass

    def _create(self) -> None:
        with closing(self._connect()) as base, base:
            base.execute("create table if not exists reading (key text primary key, code text, told text, hash text) without rowid")
            base.execute("delete from reading where code != ?", (_fingerprint_code(),))

    def _connect(self) -> sqlite3.Connection:
        return sqlite3.connect(self._path, timeout=60)

    def read(self, article) -> ArticleReading | None:
        """Return what was kept of an article (a row of Articles), or None where nothing was or it is damaged."""
        try:
            with closing(self._connect()) as base:
                found = base.execute("select told, hash from reading where key = ?", (_make_key(article),)).fetchone()
        except sqlite3.Error:
            return None
        if found is None or not isinstance(found[0], str) or _hash(found[0]) != found[1]:
            return None
        try:
            quotes, (article_id, actors, links, country) = _freeze(json.loads(found[0]))
            mentions = ArticleMentions(article_id, tuple(LocalActor(*row) for row in actors), tuple(Link(*row) for row in links), country)
            return ArticleReading([Quote(*row) for row in quotes], mentions)
        except (TypeError, ValueError):
            return None

    def keep(self, article, reading: ArticleReading) -> None:
        """Keep what was read in an article."""
        told = json.dumps(reading)
        try:
            with closing(self._connect()) as base, base:
                row = _make_key(article), _fingerprint_code(), told, _hash(told)
                base.execute("insert or replace into reading values (?, ?, ?, ?)", row)
        except sqlite3.Error:
            pass


def _freeze(value):
    """Return what JSON made a list as the tuple that it was."""
    return tuple(map(_freeze, value)) if isinstance(value, list) else value


def _make_key(article) -> str:
    return _hash(_fingerprint_code(), article.article_id, article.text, str(article.body_start))


def _hash(*texts: str) -> str:
    digest = hashlib.sha256()
    for part in (text.encode("utf-8", "surrogatepass") for text in texts):
        digest.update(len(part).to_bytes(8, "big") + part)
    return digest.hexdigest()


@lru_cache(maxsize=1)
def _fingerprint_code() -> str:
    """Return a hash of the code, the word lists and the versions that a reading depends on."""
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
