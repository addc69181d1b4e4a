"""The word lists, as data: one TOML file each, with what it means and where it comes from written in it."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files
from typing import Any


@cache
def load_lexicon(name: str) -> dict[str, Any]:
    """Return the word list ``name`` (the file name without .toml) as it stands in its file.

    Raises:
        FileNotFoundError: there is no such list; the message names those there are.
    """
    folder = files(__package__)
    path = folder / f"{name}.toml"
    if not path.is_file():
        known = sorted(p.name.removesuffix(".toml") for p in folder.iterdir() if p.name.endswith(".toml"))
        raise FileNotFoundError(f"no word list {name!r}; there are {', '.join(known)}")
    return tomllib.loads(path.read_text(encoding="utf-8"))
