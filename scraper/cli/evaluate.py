"""`scraper evaluate`: how right the records of your own pages are."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import click

from scraper.cli.options import jobs_option

if TYPE_CHECKING:
    from scraper.evaluate import Scores


@click.command("evaluate")
@click.argument("folder", type=click.Path(exists=True, file_okay=False))
@click.option(
    "--worst", type=click.IntRange(min=0), default=5, show_default=True, help="Name the N worst pages.", metavar="N"
)
@click.option("--json", "as_json", is_flag=True, help="Print the scores of all pages as JSON.")
@jobs_option
def command(folder: str, *, worst: int, as_json: bool, jobs: int | None) -> int:
    """Score the extractor on the pages of FOLDER, each with a JSON file of what its record must say.

    NAME.html goes with NAME.json, page.html with expected.json. The JSON holds the fields that matter, as `extract`
    prints them, or body as text, authors as names, published as a time.
    """
    from scraper.cli.batch import Tally, work
    from scraper.errors import NothingFound
    from scraper.evaluate import find_pairs, score_pair

    pairs = find_pairs(folder)
    if not pairs:
        raise NothingFound(f"{folder}: no pages in this folder")
    with Tally(len(pairs)) as tally:
        scores = list(tally.good(work(score_pair, pairs, total=len(pairs), jobs=jobs)))
    if as_json:
        _print_json(scores)
    elif scores:
        _print_table(scores, worst)
    return tally.report()


def _print_json(scores: Sequence[Scores]) -> None:
    import json

    from scraper.evaluate import summarize

    pages = [{"page": page.name, **dict(page.marks)} for page in scores]
    click.echo(json.dumps({"summary": summarize(scores), "pages": pages}, ensure_ascii=False, indent=2))


def _print_table(scores: Sequence[Scores], worst: int) -> None:
    from scraper.evaluate import summarize

    click.echo(f"{'':18}{'mean':>6}{'pages':>8}")
    for name, row in summarize(scores).items():
        click.echo(f"{name:18}{row['mean']:6.3f}{row['pages']:8,}")
    imperfect = sorted((page for page in scores if _mean(page) < 1), key=_mean)
    if imperfect[:worst]:
        click.echo("\nworst pages")
    for page in imperfect[:worst]:
        marks = ", ".join(f"{name} {mark:.2f}" for name, mark in page.marks if mark < 1)
        click.echo(f"  {page.name}: {marks}")


def _mean(page: Scores) -> float:
    return sum(mark for _, mark in page.marks) / len(page.marks) if page.marks else 1.0
