"""Text of pages and pieces of pages, without their tags."""

from __future__ import annotations

import re
from html import unescape

_BLOCKS = "p div li ul ol table tr td th section article header footer nav aside main form figure figcaption br h1 h2 h3 h4 h5 h6".split()
_ENTITY = re.compile(r"&(?:#\d{2,5}|#x[0-9a-f]{2,5}|amp|quot|apos|[lr][sd]quo|nbsp|hellip|[nm]dash);", re.I)
# "a < b": what is no tag. Names of HTML may have any attributes, but for the shortest, which are words too ("3<b and c>d").
_LONG_NAMES = (
    "abbr|address|article|aside|audio|blockquote|body|br|button|caption|center|cite|code|colgroup|col|dd|del|details|dfn|div|dl|dt|em|embed"
    "|fieldset|figcaption|figure|font|footer|form|h[1-6]|head|header|hr|html|iframe|img|input|ins|kbd|label|legend|li|link|main|mark|meta|nav"
    "|noscript|object|ol|option|picture|pre|script|section|select|small|source|span|strike|strong|style|sub|summary|sup|svg|table|tbody|td"
    "|template|textarea|tfoot|th|thead|time|title|tr|ul|video|wbr"
)
_NO_TAG = re.compile(
    rf"<(?!/?(?:{_LONG_NAMES})(?:[\s/][^<>]*)?>|/?[abipqsu](?:\s[^<>=-]{{0,80}}[=-][^<>]*|\shidden)?/?>"
    r"|/?[A-Za-z][\w:-]{0,30}\s[^<>=]{0,80}=[^<>]*>|/?[A-Za-z]\w{0,30}-[\w:-]{1,60}>|!--|!DOCTYPE|\?)", re.I
)  # fmt: skip
_ILLEGAL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")  # what no XML may hold
_TAGS = re.compile(r"</?(?:p|br|div)\b[^<>]{0,200}>", re.I)


def list_visible(tree) -> list[str]:
    """Return the lines of text that a page shows; changes the tree."""
    for element in tree.xpath("//script|//style|//noscript|//template|//head"):
        element.drop_tree()
    for element in tree.iter(*_BLOCKS):
        element.text, element.tail = (f"\n{_ILLEGAL.sub(' ', part or '')}" for part in (element.text, element.tail))
    return [line.strip() for line in tree.text_content().splitlines() if line.strip()]


def drop_tags(text: str) -> str:
    """Return the words of a piece of a page; of a text without tags and entities the text itself."""
    if _TAGS.search(text):
        from lxml import html

        return "\n\n".join(list_visible(html.fromstring(f"<div>{_NO_TAG.sub('&lt;', _ILLEGAL.sub(' ', text))}</div>")))
    return unescape(text) if _ENTITY.search(text) else text  # "&#8220;It is wrong,&#8221; said Roe"
