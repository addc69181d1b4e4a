"""What every reader of files makes: an article as it was found, or a problem."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType
from typing import NamedTuple

MAX_CHARS = 300_000  # about 50,000 words; what lies beyond is reported, since the parser's memory grows with the length
META = {
    "title": "title", "headline": "title", "outlet": "outlet", "publication": "outlet", "source": "outlet", "media_name": "outlet",
    "newspaper": "outlet", "paper": "outlet", "pub_date": "published", "publication_date": "published", "published_at": "published",
    "author": "author", "authors": "author", "byline": "author", "by": "author", "published": "published", "date": "published",
    "publish_date": "published", "publishedat": "published", "url": "url", "link": "url", "language": "language", "lang": "language",
    "id": "id", "article_id": "id",
}  # fmt: skip
TEXT_COLUMNS = ("text", "body", "content", "article_text")
RENAME = "articles may be compared by them; what is meant as one of these is called title, outlet, author, date, url or language"


class RawArticle(NamedTuple):
    name: str  # becomes the article_id
    text: str
    meta: dict[str, str]
    source_file: Path
    row: str = ""
    outside: tuple[str, ...] = ()  # lines of an HTML page outside the article body
    own: Mapping[str, str] = MappingProxyType({})  # columns and keys that mean nothing here, such as a section or a party


class Problem(NamedTuple):
    source_file: str
    row: str
    problem: str
    remedy: str
