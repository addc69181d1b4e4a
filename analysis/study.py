"""The study file: one commented TOML that names the articles, the question, its targets and the model.

It is the only thing a user has to edit. Every mistake in it is answered with the key, what was found and what to write.
"""

from __future__ import annotations

import csv
import difflib
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

import pandas as pd

from analysis.hypotheses import build_hypotheses
from analysis.tables import Events, Targets

STUDY_KEYS = {
    "title": str, "question": str, "articles": list, "language": str, "model": str,
    "frames": str, "actors": str, "expected_voices": list, "codings": list, "corrections": list,
    "events": str, "targets": list, "threshold": float, "places": list,
}  # fmt: skip
TARGET_KEYS = {"id": str, "label": str, "proposition": str, "kind": str, "favor": list, "against": list, "relevance": list}
FIRST_YEAR = 1700  # newspapers; older dates are the null dates of exports and slips of the pen, and no chart can show them
LEAST_THRESHOLD = 0.34  # of three probabilities that sum to 1 one is always at least a third
REQUIRED = ("title", "question", "articles", "targets")


class StudyError(ValueError):
    """The study file is wrong; the message names the file, the key, what was found and the remedy."""


@dataclass(frozen=True, repr=False)
class Study:
    """What a user asks: see ``data/study.toml`` for the meaning of each key."""

    path: Path
    title: str
    question: str
    articles: tuple[Path, ...]
    targets: pd.DataFrame  # Targets
    language: str = "en"
    model: str = "embedded"
    frames: Path | None = None
    actors: Path | None = None
    expected_voices: tuple[str, ...] = ()
    codings: tuple[Path, ...] = ()  # what people coded, to measure the labels by
    corrections: tuple[Path, ...] = ()  # what people coded, to stand in the place of the labels
    places: tuple[str, ...] = ()  # "Catalonia|Catalan": names, besides those of countries, that the model does not see
    threshold: float | None = None  # a side less sure than this is unclear; None: as the model's calibration has it
    events: pd.DataFrame = field(default_factory=lambda: Events.build([]))

    @property
    def folder(self) -> Path:
        return self.path.parent

    @property
    def cache(self) -> Path:
        """Where statements and scores are kept between runs; safe to delete."""
        return self.folder / ".cache"

    def __repr__(self) -> str:
        return f"Study({self.title!r}, {len(self.targets)} targets, {len(self.articles)} article files)"

    def _repr_html_(self) -> str:
        from html import escape

        rows = "".join(f"<li><b>{escape(t.target_id)}</b> {escape(t.proposition)}</li>" for t in self.targets.itertuples())
        n = f"{len(self.articles)} article file{'' if len(self.articles) == 1 else 's'}"
        return f"<p><b>{escape(self.title)}</b></p><p>{escape(self.question)}</p><ul>{rows}</ul><p>{n}</p>"


def load_study(path: str | Path) -> Study:
    """Read a study file.

    Raises:
        StudyError: the file is missing or no TOML, a key is unknown, missing or of the wrong type, the language is not English, a file
            it names does not exist, a target has unpaired, empty or equal hypotheses, a list holds an empty word, or the file of events
            has a row without a day or a label.
    """
    path = Path(path)
    raw = _read_toml(path)
    _check_keys(path, raw, STUDY_KEYS, "")
    for key in REQUIRED:
        if not raw.get(key):
            raise StudyError(f"{path}: key “{key}” is missing or empty; write {key} = …, as in the study that ships with Standpoint")
    if not LEAST_THRESHOLD <= raw.get("threshold", 0.5) < 1:
        found = f"{path}: key “threshold” is {raw['threshold']!r}"
        raise StudyError(f"{found}; write a probability from {LEAST_THRESHOLD} to below 1, such as 0.65")
    if raw.get("language", "en") != "en":
        raise StudyError(f'{path}: key “language” is {raw["language"]!r}; the rules and the model read English only: write "en"')
    _check_words(path, "expected_voices", raw.get("expected_voices", []))
    return Study(
        path=path.resolve(),
        articles=_find_files(path, "articles", raw["articles"]),
        codings=_find_files(path, "codings", raw.get("codings", [])),
        corrections=_find_files(path, "corrections", raw.get("corrections", [])),
        targets=_read_targets(path, raw["question"], raw["targets"]),
        expected_voices=tuple(raw.get("expected_voices", ())),
        places=_read_places(path, raw.get("places", [])),
        events=_read_events(_find_file(path, "events", raw["events"])) if raw.get("events") else Events.build([]),
        **{key: _find_file(path, key, raw[key]) for key in ("frames", "actors") if raw.get(key)},
        **{key: raw[key] for key in ("title", "question", "language", "threshold") if key in raw},
        **({"model": _find_model(path, raw["model"])} if "model" in raw else {}),
    )


def _find_model(path: Path, model: str) -> str:
    """Return the model's name, or its folder's whole path where it is one beside the study: a notebook runs in another folder."""
    folder = path.resolve().parent / model
    return str(folder) if model not in ("", "embedded") and folder.is_dir() else model


def _read_toml(path: Path) -> dict:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except FileNotFoundError:
        raise StudyError(f"{path}: no such study file; give the path of a TOML file such as data/study.toml") from None
    except IsADirectoryError:
        raise StudyError(f"{path}: this is a folder; give the path of the TOML file in it") from None
    except UnicodeDecodeError as error:
        raise StudyError(f"{path}: not UTF-8 text (byte {error.start}); save it as UTF-8") from None
    except tomllib.TOMLDecodeError as error:
        raise StudyError(f"{path}: not valid TOML: {error}; look at that line for a missing quotation mark, bracket or comma") from None
    except (RecursionError, ValueError) as error:  # brackets within brackets without end, a number of thousands of digits
        raise StudyError(f"{path}: not readable as TOML: {error}; look for brackets or numbers without end") from None


def _check_keys(path: Path, table: dict, allowed: dict[str, type], where: str) -> None:
    for key, value in table.items():
        if key not in allowed:
            near = difflib.get_close_matches(key, allowed, n=1)
            remedy = f"did you mean “{near[0]}”?" if near else f"allowed are {', '.join(allowed)}"
            if where and key in STUDY_KEYS:
                remedy = f"“{key}” is a key of the whole study and belongs above the first [[targets]]"
            raise StudyError(f"{path}: unknown key “{where}{key}”; {remedy}")
        if not isinstance(value, (int, float) if allowed[key] is float else allowed[key]):
            wanted = {str: "text in quotation marks", list: "a list in square brackets", float: "a number"}[allowed[key]]
            raise StudyError(f"{path}: key “{where}{key}” is {value!r}; write {wanted}")
        if allowed[key] is list and key != "targets" and not all(isinstance(item, str) for item in value):
            raise StudyError(f"{path}: key “{where}{key}” holds {value!r}; write a list of texts in quotation marks")


def _find_files(path: Path, key: str, patterns: list[str]) -> tuple[Path, ...]:
    """Files and globs relative to the study file, in the order written, each file once."""
    found: dict[Path, None] = {}
    for pattern in patterns:
        matches = [path.parent / pattern] if (path.parent / pattern).is_file() else sorted(_glob(path.parent, pattern))
        if not matches:
            raise StudyError(f"{path}: key “{key}”: no file matches {pattern!r} in {path.parent}; check the name, or remove the entry")
        found.update(dict.fromkeys(matches))
    return tuple(found)


def _glob(folder: Path, pattern: str) -> list[Path]:
    """Return the files that match; a pattern that pathlib refuses ("", "**x") matches none."""
    if Path(pattern).is_absolute():
        folder, pattern = Path(Path(pattern).anchor), str(Path(pattern).relative_to(Path(pattern).anchor))
    try:
        found = [p for p in folder.glob(pattern) if p.suffix != ".toml"]  # .toml files are sidecars
        return [p for p in found if p.is_file() or p.is_symlink() and not p.exists()]  # a broken link is told of where it is read
    except (ValueError, IndexError):
        return []


def _find_file(path: Path, key: str, name: str) -> Path:
    found = path.parent / name
    if not found.is_file():
        raise StudyError(f"{path}: key “{key}” names {name!r}, and {found} does not exist; correct the name, or remove the key")
    return found


def _read_places(path: Path, places: list[str]) -> tuple[str, ...]:
    """Return the entries with the blanks around their names gone."""
    found = tuple("|".join(name.strip() for name in entry.split("|")) for entry in places)
    for entry in found:
        if not all(name[:1].isupper() for name in entry.split("|")):
            raise StudyError(f"{path}: key “places” holds {entry!r}; write names with a capital, such as \"Catalonia|Catalan\"")
    return found


def _read_events(path: Path) -> pd.DataFrame:
    """Columns other than those of ``Events`` are passed over: a source or a remark may stand beside an event."""
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            reader = csv.DictReader(file, strict=True)  # or an open quotation mark swallows lines
            missing = [column for column in Events.columns() if column not in (reader.fieldnames or [])]
            if missing:
                raise StudyError(f"{path}, line 1: {reader.fieldnames or 'nothing'!r} has no column “{missing[0]}”; write date,label")
            return Events.build([_read_event(f"{path}, line {reader.line_num}", row) for row in reader])
    except UnicodeDecodeError as error:
        raise StudyError(f"{path}: not UTF-8 text (byte {error.start}); save it as CSV in UTF-8") from None
    except csv.Error as error:
        raise StudyError(f"{path}: not a CSV file ({error}); save it as CSV in UTF-8") from None


def _read_event(where: str, row: dict) -> dict:
    if None in row:  # where csv puts the cells that no column is there for
        raise StudyError(f"{where}: more cells than columns, {row[None]!r} at the end; put a label with a comma in double quotes")
    date, label = ((row[column] or "").strip() for column in Events.columns())
    try:
        day = datetime.strptime(date, "%Y-%m-%d").date()
    except ValueError:
        raise StudyError(f"{where}: date {date!r} is not a day of the calendar; write it as YYYY-MM-DD, such as 2025-03-14") from None
    if not FIRST_YEAR <= day.year <= datetime.now().year + 100:
        raise StudyError(f"{where}: date {date!r} lies far outside the time of any article; charts begin in {FIRST_YEAR}")
    if not label:
        raise StudyError(f"{where}: label {label!r} is empty; write in a few words what happened on {day}, or remove the line")
    return {"date": day.isoformat(), "label": label}


def _read_targets(path: Path, question: str, targets: list) -> pd.DataFrame:
    rows, seen, labels = [], set(), set()
    for number, target in enumerate(targets, 1):
        where = f"targets[{number}]."
        if not isinstance(target, dict):
            raise StudyError(f"{path}: “targets” must be tables; begin each with a line [[targets]]")
        _check_keys(path, target, TARGET_KEYS, where)
        if not target.get("proposition"):
            raise StudyError(f"{path}: key “{where}proposition” is missing; write what one can be for or against, as a full sentence")
        target_id = target.get("id", f"T{number}").strip()
        if not target_id:
            raise StudyError(f"{path}: key “{where}id” is empty; write a short name, such as T{number}, or leave the key out")
        if target_id in seen:
            raise StudyError(f"{path}: key “{where}id” is {target_id!r}, used before; give each target an id of its own")
        seen.add(target_id)
        row = _build_target(path, where, question, target_id, target)
        if row["label"] in labels:
            raise StudyError(f"{path}: key “{where}label” is {row['label']!r}, used before; give each target a label of its own")
        labels.add(row["label"])
        rows.append(row)
    return Targets.build(rows)


def _check_words(path: Path, key: str, words: Sequence[str]) -> None:
    if not all(word.strip(" *") for word in words):
        raise StudyError(f"{path}: key “{key}” holds an empty word, which would fit everything; remove it")


def _build_target(path: Path, where: str, question: str, target_id: str, target: dict) -> dict:
    kind = target.get("kind", "proposition")
    if kind not in ("proposition", "noun phrase"):
        raise StudyError(f'{path}: key “{where}kind” is {kind!r}; allowed are "proposition" and "noun phrase"')
    if not target["proposition"].strip() or target["proposition"].rstrip().endswith("?"):
        fault = f"key “{where}proposition” is {target['proposition']!r}"
        raise StudyError(f"{path}: {fault}; write a sentence that one can be for or against, such as: The bridge should be closed")
    _check_words(path, f"{where}relevance", target.get("relevance", []))
    favor, against = target.get("favor", []), target.get("against", [])
    if len(favor) != len(against):
        raise StudyError(
            f"{path}: “{where}favor” has {len(favor)} hypotheses and “{where}against” {len(against)}; they are pairs, write as many of each"
        )
    for one, other in zip(favor, against, strict=True):
        if not one.strip() or not other.strip() or one.strip() == other.strip():
            raise StudyError(f"{path}: “{where}favor” has {one!r} against {other!r}; write two sentences, one for each side")
    if not favor:  # the built-in wordings
        favor, against = zip(*build_hypotheses(target["proposition"], kind), strict=True)
    return {
        "target_id": target_id, "question": question, "proposition": target["proposition"], "kind": kind,
        "label": target.get("label", "").strip() or target["proposition"], "favor": list(favor), "against": list(against),
        "relevance": "|".join(target.get("relevance", [])),
    }  # fmt: skip
