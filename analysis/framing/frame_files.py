"""The frames file: which frames a study looks for, in words that a person and a model can use."""

from __future__ import annotations

import re
import tomllib
from importlib.resources import files
from pathlib import Path
from typing import Any, NamedTuple

import pandas as pd

from analysis.stance.relevance import relevance_pattern
from analysis.tables import Frames

SETS = ("policy", "semetko", "entman")
_TEXTS = ("id", "name", "definition", "source")
_LISTS = ("hypotheses", "gate", "telling")
_REQUIRED = ("id", "name", "definition", "hypotheses")
_ID = re.compile(r"[a-z0-9][a-z0-9.-]*\Z")


class FramesError(ValueError):
    """The frames file is wrong; the message names the file, the key, what was found and the remedy."""


def load_frames(path: str | Path) -> pd.DataFrame:
    """Return the table ``frames`` of a frames file, its own frames first, then those of the sets it includes.

    Raises:
        FramesError: the file is missing or no TOML, a key is unknown, missing or of the wrong type, an id stands twice.
    """
    rows = [{**{key: frame[key] for key in _REQUIRED}, "source": frame.get("source", "the study")} for frame in _read_frames(Path(path))]
    return Frames.build({"frame_id": row.pop("id"), **row} for row in rows)


class Gate(NamedTuple):
    """The words of a frame: a passage without any is not put to the model for it."""

    words: re.Pattern
    telling: re.Pattern | None = None  # those that mean the frame wherever they stand


def load_gates(path: str | Path) -> dict[str, Gate]:
    """Return the gate of each frame of a frames file that has one; telling words are gate words too.

    Raises:
        FramesError: as ``load_frames``.
    """
    return {frame["id"]: _make_gate(frame["gate"], frame.get("telling", [])) for frame in _read_frames(Path(path)) if frame.get("gate")}


def _make_gate(words: list[str], telling: list[str]) -> Gate:
    return Gate(relevance_pattern("|".join([*words, *telling])), relevance_pattern("|".join(telling)) if telling else None)


def _read_frames(path: Path) -> list[dict[str, Any]]:
    raw = _read_toml(path)
    if unknown := set(raw) - {"include", "frames"}:
        raise FramesError(f"{path}: unknown key “{min(unknown)}”; allowed are include and frames")
    names = raw.get("include", [])
    if not isinstance(names, list) or any(name not in SETS for name in names):
        raise FramesError(f"{path}: key “include” is {names!r}; write a list of any of {', '.join(SETS)}")
    own = raw.get("frames", [])
    if not isinstance(own, list) or not all(isinstance(frame, dict) for frame in own):
        raise FramesError(f"{path}: key “frames” is {own!r}; write each frame under its own line [[frames]]")
    if not own and not names:
        raise FramesError(f"{path}: no frames; write at least one [[frames]], or include one of {', '.join(SETS)}")
    shipped = [frame for name in dict.fromkeys(names) for frame in _read_set(name)]
    for number, frame in enumerate(own, start=1):
        _check_frame(path, number, frame)
    frames = [*own, *shipped]
    seen: set[str] = set()
    for frame in frames:
        if frame["id"] in seen:
            raise FramesError(f"{path}: the id “{frame['id']}” stands twice; give one of the two another")
        seen.add(frame["id"])
    return frames


def _read_set(name: str) -> list[dict[str, Any]]:
    return tomllib.loads((files(__package__) / "frame_sets" / f"{name}.toml").read_text(encoding="utf-8"))["frames"]


def _read_toml(path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except (FileNotFoundError, IsADirectoryError):
        raise FramesError(f"{path}: no such frames file; correct the key “frames” of the study") from None
    except UnicodeDecodeError as error:
        raise FramesError(f"{path}: not UTF-8 text (byte {error.start}); save it as UTF-8") from None
    except tomllib.TOMLDecodeError as error:
        raise FramesError(f"{path}: not valid TOML: {error}; look at that line for a missing mark, bracket or comma") from None
    except (RecursionError, ValueError) as error:
        raise FramesError(f"{path}: not readable as TOML: {error}; look for brackets or numbers without end") from None


def _check_frame(path: Path, number: int, frame: dict[str, Any]) -> None:
    where = f"{path}: frame {number}" + (f" (“{frame['id']}”)" if isinstance(frame.get("id"), str) else "")
    for key, value in frame.items():
        if key not in (*_TEXTS, *_LISTS):
            raise FramesError(f"{where}: unknown key “{key}”; allowed are {', '.join((*_TEXTS, *_LISTS))}")
        if key in _TEXTS and not (isinstance(value, str) and value.strip()):
            raise FramesError(f"{where}: key “{key}” is {value!r}; write text in quotation marks")
        is_list = isinstance(value, list) and value and all(isinstance(item, str) and item.strip() for item in value)
        if key in _LISTS and not is_list:
            raise FramesError(f"{where}: key “{key}” is {value!r}; write a list of texts in square brackets")
    if "telling" in frame and "gate" not in frame:
        raise FramesError(f"{where}: key “telling” needs a key “gate” beside it; write gate = …")
    for key in _REQUIRED:
        if key not in frame:
            raise FramesError(f"{where}: key “{key}” is missing; write {key} = …")
    if not _ID.match(frame["id"]):
        raise FramesError(f"{where}: key “id” holds {frame['id']!r}; use small letters, digits, hyphen and full stop only")
