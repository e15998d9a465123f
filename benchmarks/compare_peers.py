"""This project and its peers over the same pages in one run: quality and speed side by side.

    python -m benchmarks.compare_peers GOLD... --peers DIR [--held-out FILE]

GOLD is a folder with gold.jsonl, pages/ and score.py, whose scorer is used; further ones need no scorer. DIR is the
peers' environment; when there is none, it is made from `benchmarks/peers.txt`. FILE has bodies of models that have not
seen the page (`train_body --validate --json FILE`): they stand beside ours as `held out: publisher` and so on.

Prints a row for each extractor, with the columns of score.py; `ms` is the median CPU time of a page, `xlxml` all CPU
time over that of a bare lxml parse of the same bytes in the same process, `MiB` the peak memory. Each page goes through
all extractors before the next, one at a time. Then come the whole bodies of each source (the pages' mean F1, that of
the lowest tenth, how many are under .5), and the bodies page by page, ours against each peer's: `paired.Comparison`, F1
for whole bodies, the share of right snippets for the others.
"""

from __future__ import annotations

import argparse
import importlib.util
import json
import statistics
import subprocess
import sys
import venv
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from types import MappingProxyType
from typing import IO, Any

from benchmarks.body_pages import publisher
from benchmarks.paired import Comparison, compare
from benchmarks.peer_worker import CONTESTANTS

HERE = Path(__file__).parent
OURS = "scraper"
AGAINST = ("trafilatura", "readability")
WARM_UP = 5
CATASTROPHE = 0.5
COLUMNS = ("n", "F1", "P", "R", "with", "wout", "hd=", "hd~", "day", "bad", "none", "min", "auth", "sub", "crash")
# What the gold has of the field `body`; the other fields are called what they are.
GOLD_KEYS = MappingProxyType({"body": ("body", "body_with_summary", "with", "without")})
Row = dict[str, Any]
Scored = dict[str, dict[str, Row]]


class Extractor:
    """One extractor's process; `ask` returns what it makes of a page, and what that cost."""

    def __init__(self, name: str, python: str) -> None:
        command = [python, str(HERE / "peer_worker.py"), name]
        environment = {"PYTHONPATH": str(HERE.parent)} if name == OURS else {}
        self.name = name
        self.peak = 0.0
        self.process = subprocess.Popen(
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=environment
        )
        if self._pipe(self.process.stdout).readline() != "ready\n":
            sys.exit(f"{name} does not start with {python}: {self._pipe(self.process.stderr).read().strip()[-300:]}")

    def ask(self, page: Path, url: str) -> Row:
        """Return `pred`, `ms`, `base` and `error` of one page."""
        print(json.dumps([str(page), url]), file=self._pipe(self.process.stdin), flush=True)
        told: Row = json.loads(self._pipe(self.process.stdout).readline())
        self.peak = told.pop("peak")
        return told

    def close(self) -> None:
        """End the process."""
        self.process.communicate()

    @staticmethod
    def _pipe(pipe: IO[str] | None) -> IO[str]:
        assert pipe  # noqa: S101  # all three are asked for
        return pipe


def peers_python(folder: Path) -> str:
    """Return the interpreter of the peers' environment, which is made when it is not there."""
    python = folder / "bin" / "python"
    if not python.exists():
        print(f"making {folder} for the peers ...", file=sys.stderr)
        venv.create(folder, with_pip=True)
        pip = [str(python), "-m", "pip", "install", "--quiet"]
        subprocess.run([*pip, "--upgrade", "pip"], check=True)
        subprocess.run([*pip, "--requirement", str(HERE / "peers.txt")], check=True)
    return str(python)


def load_scorer(folder: Path) -> Any:
    """Return the gold's own score.py as a module."""
    path = folder / "score.py"
    spec = importlib.util.spec_from_file_location("score", path)
    if not path.exists() or spec is None or spec.loader is None:
        sys.exit(f"{folder}: has no score.py; name first a gold folder that has one")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def load_rows(scorer: Any, folders: Iterable[Path], sources: Sequence[str], limit: int | None) -> list[Row]:
    """Return the gold rows, each with the path of its page as `file`."""
    return [
        {**row, "file": folder / row["page"]}
        for folder in folders
        for row in scorer.load_gold(folder, source=sources, limit=limit)
    ]


def run(extractors: Sequence[Extractor], rows: Sequence[Row], scorer: Any) -> Scored:
    """Return the scores of all rows by extractor and row; a page that stands in two rows is extracted once."""
    for row in rows[:: max(1, len(rows) // WARM_UP)][:WARM_UP]:
        for extractor in extractors:
            extractor.ask(row["file"], row["url"])
    scored: Scored = {extractor.name: {} for extractor in extractors}
    told: dict[tuple[str, Path, str], Row] = {}
    for number, row in enumerate(rows):
        for extractor in extractors:
            key = (extractor.name, row["file"], row["url"])
            is_first = key not in told
            if is_first:
                told[key] = extractor.ask(row["file"], row["url"])
            mark = score(scorer, row, told[key]["pred"], CONTESTANTS[extractor.name].fields)
            if is_first:
                mark |= {name: told[key][name] for name in ("ms", "base", "error")}
            scored[extractor.name][row["id"]] = mark
        if sys.stderr.isatty():
            print(f"\r{number + 1}/{len(rows)}", end="", file=sys.stderr, flush=True)
    return scored


def score(scorer: Any, row: Row, pred: Row, fields: Iterable[str]) -> Row:
    """Return the marks of one row, for those of `fields` that its gold has."""
    asked = {key for field in fields for key in GOLD_KEYS.get(field, (field,))}
    gold = {key: value for key, value in row["gold"].items() if key in asked}
    mark: Row = scorer.score_row(gold, pred)
    return {"source": row["source"], "error": None, **mark}


def held_out(scorer: Any, rows: Sequence[Row], file: Path) -> Scored:
    """Return the scores of the bodies in a file of `train_body`, by split and row."""
    bodies: dict[str, dict[str, str]] = defaultdict(dict)
    for body in json.loads(file.read_text(encoding="utf-8")):
        bodies[f"held out: {body['split']}"][body["id"]] = body["body"]
    return {
        split: {
            row["id"]: score(scorer, row, {"body": texts[row["id"]]}, ["body"]) for row in rows if row["id"] in texts
        }
        for split, texts in bodies.items()
    }


# ---------------------------------------------------------------- tables


def print_quality(scored: Scored, scorer: Any, peaks: Mapping[str, float]) -> None:
    """Print a row for each extractor; a row for each source with whole bodies stands below."""
    sources = sorted({mark["source"] for marks in scored.values() for mark in marks.values() if "f1" in mark})
    lines = [["", *COLUMNS, *(f"F1 {source}" for source in sources), "ms", "xlxml", "MiB"]]
    for name, marks in scored.items():
        all_marks = list(marks.values())
        summary = scorer.summarize(all_marks)
        by_source = [scorer.summarize([m for m in all_marks if m["source"] == source]) for source in sources]
        cells = [_cell(summary[column]) for column in COLUMNS]
        cells += [_cell(part["F1"]) for part in by_source]
        cells += [_cell(summary["med"], 1), _cell(summary["xlxml"], 2), _cell(peaks.get(name), 0)]
        lines.append([name, *cells])
    print_table(lines)


def print_lowest(scored: Scored, names: Iterable[str]) -> None:
    """Print for each source what the whole bodies of each of `names` are worth, the worst of them too."""
    lines = [["source", "", "n", "mean", "lowest tenth", "under .5"]]
    by_source: dict[str, dict[str, list[float]]] = defaultdict(lambda: defaultdict(list))
    for name in names:
        for mark in scored[name].values():
            if "f1" in mark:
                by_source[mark["source"]][name].append(mark["f1"])
    for source, values in sorted(by_source.items()):
        for name, f1 in values.items():
            lowest = sorted(f1)[: max(1, len(f1) // 10)]
            bad = sum(value < CATASTROPHE for value in f1)
            cells = [_cell(statistics.fmean(f1)), _cell(statistics.fmean(lowest)), str(bad)]
            lines.append([source, name, str(len(f1)), *cells])
    print_table(lines, left=2)


def print_pairs(scored: Scored, rows: Sequence[Row], peers: Sequence[str]) -> None:
    """Print each of ours against each of `peers`, for each source with whole bodies and for snippets."""
    # A page without an address is a publisher of its own.
    publishers = {row["id"]: publisher(row["url"]) or row["id"] for row in rows}
    lines = [["ours", "peer", "pages of", "n", "better", "worse", "gain", "loss", "mean", "95 % interval"]]
    for ours in _ours(scored):
        for peer in scored:
            if peer not in peers:
                continue
            for what, comparison in comparisons(scored[ours], scored[peer], publishers):
                lines.append([ours, peer, what, *_pair_cells(comparison)])
    print_table(lines, left=3)


def _ours(scored: Iterable[str]) -> list[str]:
    return [name for name in scored if name == OURS or name.startswith("held out")]


def comparisons(
    ours: Mapping[str, Row], theirs: Mapping[str, Row], publishers: Mapping[str, str]
) -> Iterable[tuple[str, Comparison]]:
    """Yield the comparison of each kind of body marks that both have."""
    sources = sorted({mark["source"] for mark in ours.values() if "f1" in mark})
    for kind in ("all bodies", *sources):
        one, other = (
            {i: m["f1"] for i, m in marks.items() if "f1" in m and kind in ("all bodies", m["source"])}
            for marks in (ours, theirs)
        )
        if one.keys() & other.keys():
            yield kind, compare(one, other, publishers)
    one, other = ({i: _snippets(m) for i, m in s.items() if "with" in m and "f1" not in m} for s in (ours, theirs))
    if one.keys() & other.keys():
        yield "snippets", compare(one, other, publishers)


def _snippets(mark: Row) -> float:
    return statistics.fmean([*mark["with"], *mark["without"]])


def _pair_cells(found: Comparison) -> list[str]:
    figures = [f"{value:+.3f}" for value in (found.gain, found.loss, found.mean)]
    return [str(found.pages), str(found.better), str(found.worse), *figures, f"{found.low:+.4f} to {found.high:+.4f}"]


def _cell(value: float | None, digits: int = 3) -> str:
    if value is None:
        return "-"
    return str(value) if isinstance(value, int) else f"{value:.{digits}f}"


def print_table(lines: Sequence[Sequence[str]], *, left: int = 1) -> None:
    """Print columns, the first `left` of them flush left."""
    widths = [max(len(line[place]) for line in lines) for place in range(len(lines[0]))]
    for line in lines:
        cells = (
            cell.ljust(width) if place < left else cell.rjust(width)
            for place, (cell, width) in enumerate(zip(line, widths, strict=True))
        )
        print("  ".join(cells).rstrip())
    print(flush=True)


def arguments() -> argparse.Namespace:
    """Return the options."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("gold", type=Path, nargs="+", metavar="GOLD")
    parser.add_argument("--peers", type=Path, metavar="DIR", help="the peers' environment; without it only ours runs")
    parser.add_argument("--only", action="append", choices=list(CONTESTANTS), help="run these extractors only")
    parser.add_argument("--against", action="append", choices=list(CONTESTANTS), help="compare the bodies with these")
    parser.add_argument("--held-out", type=Path, metavar="FILE", help="bodies written by train_body --validate --json")
    parser.add_argument("--source", action="append", default=[])
    parser.add_argument("--limit", type=int, metavar="N", help="rows of a source")
    parser.add_argument("--json", type=Path, metavar="FILE", help="write every row's marks")
    return parser.parse_args()


def main() -> None:
    """Run, score and print."""
    options = arguments()
    scorer = load_scorer(options.gold[0])
    rows = load_rows(scorer, options.gold, options.source, options.limit)
    names = options.only or list(CONTESTANTS)
    interpreters = {OURS: sys.executable}
    if options.peers:
        interpreters = dict.fromkeys(CONTESTANTS, peers_python(options.peers)) | interpreters
    extractors = [Extractor(name, interpreters[name]) for name in names if name in interpreters]
    scored = run(extractors, rows, scorer)
    for extractor in extractors:
        extractor.close()
    if options.held_out:
        scored |= held_out(scorer, rows, options.held_out)
    print_quality(scored, scorer, {extractor.name: extractor.peak for extractor in extractors})
    peers = options.against or AGAINST
    print_lowest(scored, [*_ours(scored), *(name for name in scored if name in peers)])
    print_pairs(scored, rows, peers)
    if options.json:
        options.json.write_text(json.dumps(scored, ensure_ascii=False), encoding="utf-8")


if __name__ == "__main__":
    main()
