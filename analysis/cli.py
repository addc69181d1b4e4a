"""``python -m analysis …``: the suite from a terminal. Every command exits with 2 and one clear line on bad input."""

from __future__ import annotations

import argparse
import csv
import json
import re
import signal
import sys
import threading
from collections.abc import Sized
from dataclasses import replace
from pathlib import Path

import pandas as pd

from analysis.writing import write_whole

MANY_MB = 25  # of a page, from which a browser takes its time
MARK = "standpoint: "


class UsageError(ValueError):
    """The user's input is wrong; the message is the line that is printed."""


def main(argv: list[str] | None = None) -> int:
    """Run one command and return the exit code: 0, or 2 on bad input."""
    args = _build_parser().parse_args(argv)
    is_main = threading.current_thread() is threading.main_thread()
    before = signal.signal(signal.SIGTERM, signal.default_int_handler) if is_main else None  # a stop like Ctrl-C, which leaves no drafts
    try:
        args.run(args)
    except (UsageError, *_expected_errors()) as error:
        print(MARK + " ".join(str(error).split()), file=sys.stderr)
        return 2
    except KeyboardInterrupt:
        print(f"{MARK}stopped; what has been read and scored so far is kept, the same command goes on from there", file=sys.stderr)
        return 130
    finally:
        if is_main:
            signal.signal(signal.SIGTERM, before)
    return 0


def _expected_errors() -> tuple[type[Exception], ...]:
    from analysis.framing import FramesError
    from analysis.ingest import IngestError
    from analysis.models import ScorerError
    from analysis.study import StudyError
    from analysis.validation import CodingSheetError

    return StudyError, IngestError, ScorerError, FramesError, CodingSheetError, OSError


def _build_parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m analysis", description="Who says what, where they stand, and how the article tells it."
    )
    commands = parser.add_subparsers(required=True, metavar="COMMAND")

    def add(name: str, run, about: str) -> argparse.ArgumentParser:
        command = commands.add_parser(name, help=about, description=about)
        command.set_defaults(run=run)
        if run is not extract_files:  # it asks no model
            command.add_argument(
                "--model", default=None, help="embedded, hub:owner/name, llm:MODEL@URL, or a folder; default: the study's, or embedded"
            )
        return command

    new = add("new", new_study, "write a commented study file for your own articles and question, and an empty alias ledger beside it")
    new.add_argument("--question", required=True, help='what people are for or against: "Should the bridge be closed?"')
    new.add_argument("--articles", required=True, nargs="+", help='files or patterns: "my/*.txt"')
    new.add_argument("--out", required=True, type=Path, help="the study file to write; never overwritten")
    run = add("run", run_study, "make every table of a study")
    run.add_argument("--study", required=True, type=Path), run.add_argument("--out", required=True, type=Path)
    run.add_argument("--csv", action="store_true", help="write CSV and a workbook beside Parquet")
    extract = add("extract", extract_files, "statements of text files, one JSON line each, offsets in the raw text")
    extract.add_argument("files", nargs="+", type=Path), extract.add_argument("--out", required=True, type=Path)
    classify = add("classify", classify_file, "stance of each row of a CSV with the columns text, target (and target_kind)")
    score = add("score", score_file, "NLI probabilities of each row of a CSV with the columns premise, hypothesis")
    for command in (classify, score):
        command.add_argument("--in", dest="source", required=True, type=Path), command.add_argument("--out", required=True, type=Path)
    report = add("report", report_study, "write the HTML reports of a study")
    report.add_argument("--study", required=True, type=Path), report.add_argument("--out", required=True, type=Path)
    report.add_argument("--no-text", action="store_true", help="leave the article text out (copyright); spans and short quotations stay")
    export = add("export", export_study, "write tables, event list, networks and figures of a study for other programs")
    export.add_argument("--study", required=True, type=Path), export.add_argument("--out", required=True, type=Path)
    sample = add("sample", sample_study, "write a blind coding sheet for each coder")
    sample.add_argument("--study", required=True, type=Path)
    sample.add_argument("--out", required=True, type=Path, help="folder of the sheets; no sheet is overwritten")
    sample.add_argument("--coders", nargs="+", default=["first", "second"], help="a name for each; default: first second")
    sample.add_argument("--n", type=int, default=100, help="statements to code, spread over targets and labels; default: 100")
    validate = add("validate", validate_study, "how far the coders agree with each other, and the labels with them")
    validate.add_argument("--study", required=True, type=Path)
    validate.add_argument("--codings", nargs="+", type=Path, default=[], help="the filled sheets; default: the study's")
    return parser


def new_study(args: argparse.Namespace) -> None:
    from analysis.study_draft import write_study

    for warning in write_study(args.out, args.question, args.articles, args.model or "embedded"):
        print(f"{MARK}warning: the question is {warning}", file=sys.stderr)
    print(f"{args.out}: read it, change what you like, then: python -m analysis report --study {args.out} --out FOLDER")


def run_study(args: argparse.Namespace) -> None:
    from analysis.charts.words import count_noun
    from analysis.exports import export_tables, list_stale
    from analysis.flow import analyse_frames, analyse_study

    results = analyse_study(_load_study(args))
    frames, framings = analyse_frames(results)
    formats = ("parquet", "csv", "xlsx") if args.csv else ("parquet",)
    export_tables(results, args.out, formats, {"frames": frames, "framings": framings})
    if stale := list_stale(args.out, formats):
        rest = f" and {len(stale) - 1} more files" if len(stale) > 1 else ""
        print(f"{MARK}warning: of an earlier run: {stale[0]}{rest}; run with --csv, or delete what you do not need", file=sys.stderr)
    problems = f"; {_count_problems(results.corpus.problems)}, see the table problems" if len(results.corpus.problems) else ""
    rows = {"article": results.corpus.articles, "statement": results.statements, "position": results.positions}
    sizes = ", ".join(count_noun(len(table), noun) for noun, table in rows.items())
    print(f"{sizes} in {args.out}{problems}")


def _count_problems(problems: Sized) -> str:
    return f"{len(problems)} problem{'s' * (len(problems) != 1)}"


def extract_files(args: argparse.Namespace) -> None:
    from tqdm.auto import tqdm

    from analysis.extraction_cache import ExtractionCache
    from analysis.flow import extract_raw

    for path in args.files:
        if not path.is_file():
            raise UsageError(f"{path}: no such file")
        if args.out.exists() and args.out.samefile(path):
            raise UsageError(f"{args.out}: is the article itself, and would be written over; give another --out")
    _check_out(args.out)
    rows, left_out, doubts, cache = [], [], [], ExtractionCache(args.out.parent / ".cache")
    for path in tqdm(args.files, desc="extract", unit="file"):
        try:
            quotes, doubt = extract_raw(path.read_bytes(), cache)
        except (ValueError, OSError) as error:
            left_out.append(f"{path}: {getattr(error, 'strerror', None) or error}")
            continue
        doubts += [f"{path}: {doubt}"] if doubt else []
        rows += [
            {"article": path.stem, "spans": quote.spans, "speaker": quote.speaker, "cue": quote.cue, "kind": quote.kind,
             "act": quote.act, "p_attribution": quote.p_attribution}
            for quote in quotes
        ]  # fmt: skip
    with write_whole(args.out) as draft:
        draft.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    print(f"{len(rows)} statements of {len(args.files) - len(left_out)} files in {args.out}")
    for doubt in doubts:
        print(doubt, file=sys.stderr)
    if left_out:
        raise UsageError(f"left out {len(left_out)} of {len(args.files)} files: {'; '.join(left_out)}")


def classify_file(args: argparse.Namespace) -> None:
    from analysis.flow import ANSWERS, classify_table
    from analysis.models import ScoreCache

    _check_out(args.out)
    table = _read_csv(args.source, ("text", "target"), ANSWERS)
    table.index += 2  # as a spreadsheet counts
    try:
        answers = classify_table(table, args.model or "embedded", cache=ScoreCache(args.out.parent / ".cache"))
    except ValueError as error:
        raise UsageError(f"{args.source}, {error}") from None
    with write_whole(args.out) as draft:
        answers.round(4).to_csv(draft, index=False)


def score_file(args: argparse.Namespace) -> None:
    from analysis.models import ScoreCache, load_scorer, score_pairs
    from analysis.stance.calibration import calibrate_inference
    from analysis.stance.classify import find_folder

    _check_out(args.out)
    names = ("p_entailment", "p_neutral", "p_contradiction")
    table = _read_csv(args.source, ("premise", "hypothesis"), names)
    model = args.model or "embedded"
    pairs, cache = zip(table["premise"], table["hypothesis"], strict=True), ScoreCache(args.out.parent / ".cache")
    p = score_pairs(load_scorer(model), pairs, cache, progress=True)
    p = calibrate_inference(p, find_folder(model))
    with write_whole(args.out) as draft:
        table.assign(**{name: p[:, i].round(4) for i, name in enumerate(names)}).to_csv(draft, index=False)


def report_study(args: argparse.Namespace) -> None:
    from analysis.flow import analyse_study
    from analysis.report import write_report

    results = analyse_study(_load_study(args))
    for path in write_report(results, args.out, with_text=not args.no_text):
        size = path.stat().st_size / 1e6
        remedy = "" if args.no_text else "; --no-text makes it smaller"
        print(f"{path} ({size:.0f} MB, slow to open{remedy})" if size > MANY_MB else path)
    if len(results.corpus.problems):
        print(f"{_count_problems(results.corpus.problems)} with the files, listed at the end of index.html")


def export_study(args: argparse.Namespace) -> None:
    from analysis.exports import NETWORKS, draw_charts, export_event_list, export_figures, export_graphml, export_tables
    from analysis.flow import analyse_frames, analyse_study
    from analysis.framing import find_copies
    from analysis.trends import find_shifts, summarize_trends

    results = analyse_study(_load_study(args))
    frames, framings = analyse_frames(results)
    timed = results.positions, results.statements, results.corpus.articles, find_copies(results.corpus.articles)
    more = {"frames": frames, "framings": framings, "trends": summarize_trends(*timed), "shifts": find_shifts(*timed)}
    export_tables(results, args.out / "tables", more=more)
    left_out = export_event_list(results, args.out / "events.csv")
    for kind in NETWORKS:
        export_graphml(results, args.out / f"{kind}.graphml", kind)
    export_figures(draw_charts(results), args.out / "figures")
    print(f"tables, events.csv, {len(NETWORKS)} networks and figures in {args.out}")
    print("not in events.csv, for they take no side: " + ", ".join(f"{n} {stance}" for stance, n in left_out.items()))


def sample_study(args: argparse.Namespace) -> None:
    from analysis.flow import analyse_study
    from analysis.validation import sample_statements, write_coding_sheet
    from analysis.validation.reliability import MIN_SHARED

    if args.n < 1:
        raise UsageError(f"--n is {args.n}; write how many statements each coder should code, 1 or more")
    if twice := [coder for coder in args.coders if args.coders.count(coder) > 1]:
        raise UsageError(f"coder {twice[0]!r} is named twice; give every coder a name of their own, since each codes a sheet alone")
    sheets = {coder: _name_sheet(args.out, coder) for coder in args.coders}
    # Sheets of an earlier extraction may no longer be readable, and that must not stand in the way of new ones.
    results = analyse_study(replace(_load_study(args), codings=(), corrections=()))
    sample = sample_statements(results.statements, results.model_positions, results.study.targets, args.n)
    if sample.empty:
        raise UsageError(f"{args.study}: no statement was found in its articles, so there is nothing to code")
    args.out.mkdir(parents=True, exist_ok=True)
    for coder, sheet in sheets.items():
        print(write_coding_sheet(sample, results.corpus.articles, sheet, coder))
    print(f"{len(sample)} rows each. Have the column “stance” filled in by people who have not seen the labels, then run validate.")
    least = int(sample.target_id.value_counts().reindex(results.study.targets.target_id, fill_value=0).min())
    if least < MIN_SHARED:
        print(f"A target has {least} of these rows, and below {MIN_SHARED} coded by two people no verdict is given; "
              "a larger --n gives more, where the articles have as many statements")  # fmt: skip


def _name_sheet(folder: Path, coder: str) -> Path:
    if not re.fullmatch(r"[\w-]+", coder):
        raise UsageError(f"coder {coder!r}: the sheet is named after the coder; write letters, digits, _ and - only")
    sheet = folder / f"coding-{coder}.xlsx"
    if sheet.exists():
        raise UsageError(f"{sheet}: exists and may hold codings; give another --out, or delete it yourself")
    return sheet


def validate_study(args: argparse.Namespace) -> None:
    from analysis.flow import analyse_study
    from analysis.validation import judge_labels, measure_reliability, score_positions

    study = _load_study(args)
    study = replace(study, codings=tuple(args.codings) or study.codings)
    if not study.codings:
        raise UsageError(f"{args.study}: there are no codings; write sheets with sample, have them filled in, give them with --codings")
    results = analyse_study(study)
    _print_table("How far the coders agree with each other (alpha: 1 full agreement, 0 chance)", measure_reliability(results.codings))
    try:
        summary, confusion, _errors = score_positions(results.model_positions, results.codings, results.statements)
    except ValueError as error:
        raise UsageError(str(error)) from None
    _print_table(f"How far the labels of {results.model} are those of most coders (95% intervals)", summary)
    print("These figures weigh each coded statement by how often its label occurs in the study; the counts below do not.\n")
    _print_table("Counts: rows are what the coders say, columns what the model says", confusion.reset_index())
    _print_speakers(results)
    verdict = judge_labels(results.model_positions, results.codings, results.study.targets)
    print(f"{verdict.heading}: {verdict.words}")


def _print_speakers(results) -> None:
    """Print where coders wrote another speaker than the program found: what to correct in the actors file."""
    names = results.names()
    said = results.statements[["statement_id", "actor_id", "speaker"]]
    corrected = results.codings[results.codings.actor.ne("")].merge(said, on="statement_id")
    print(f"Coders wrote another speaker in {len(corrected)} of {len(results.codings)} rows; correct these in the study’s actors file.")
    for row in corrected.drop_duplicates(["statement_id", "actor"]).itertuples():
        print(f"  {row.statement_id}: “{row.speaker}” was taken for {names.get(row.actor_id, 'nobody')}, a coder wrote {row.actor}")
    print()


def _print_table(heading: str, table: pd.DataFrame) -> None:
    print(f"{heading}\n{table.to_string(index=False, na_rep='-', float_format='{:.2f}'.format)}\n")


def _load_study(args: argparse.Namespace):
    from analysis.study import load_study

    study = load_study(args.study)
    return replace(study, model=args.model) if args.model else study


def _check_out(out: Path) -> None:
    """Raise UsageError before the long part where what comes of it could not be written."""
    if not out.parent.is_dir():
        raise UsageError(f"{out}: there is no folder {out.parent}; make it, or give another --out")
    if out.is_dir():
        raise UsageError(f"{out}: is a folder; give the name of a file")


def _read_csv(path: Path, columns: tuple[str, ...], new: tuple[str, ...]) -> pd.DataFrame:
    """Read a CSV as text, every cell a string; ``new`` are the columns that will be added.

    Raises:
        UsageError: no such file, not UTF-8, a column missing or already there, more cells than columns, or an empty cell in one of
            the columns.
    """
    try:
        table = pd.read_csv(path, dtype=str, keep_default_na=False, encoding="utf-8-sig")
    except FileNotFoundError:
        raise UsageError(f"{path}: no such file") from None
    except UnicodeDecodeError as error:
        raise UsageError(f"{path}: not UTF-8 (byte {error.start}); save it as CSV UTF-8") from None
    except (pd.errors.ParserError, pd.errors.EmptyDataError, csv.Error) as error:
        raise UsageError(f"{path}: not readable as CSV: {error}") from None
    if not isinstance(table.index, pd.RangeIndex):  # what pandas makes of more cells than columns
        raise UsageError(f"{path}: the rows have more cells than the header; put text with a comma in double quotes")
    if twice := [name for name in table.columns if re.sub(r"\.\d+$", "", str(name)) in columns and name not in columns]:
        raise UsageError(f'{path}: two columns are called "{str(twice[0]).rpartition(".")[0]}"; rename one')
    if taken := [column for column in new if column in table]:
        raise UsageError(f'{path}: there is a column "{taken[0]}" already, which would be lost; rename it')
    for column in columns:
        if column not in table:
            raise UsageError(
                f'{path}: no column "{column}" (found: {", ".join(map(str, table.columns))}); the columns needed are {", ".join(columns)}'
            )
        empty = table.index[table[column].str.strip() == ""]
        if len(empty):
            raise UsageError(f'{path}, row {empty[0] + 2}: the column "{column}" is empty; fill it in or remove the row')
    return table
