"""`scraper reextract`: the newest extractor over the stored pages."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from scraper.cli.archives import archive_options, json_option, open_archive, print_json
from scraper.cli.options import jobs_option, rules_option

if TYPE_CHECKING:
    from scraper.store import Redone


@click.command("reextract")
@archive_options
@click.option("--dry-run", is_flag=True, help="Change nothing; only report what would be gained, lost and changed.")
@click.option("--all", "redo_all", is_flag=True, help="Also the records that this very version has made.")
@jobs_option
@rules_option
@json_option
def command(
    folder: str | None,
    db: str | None,
    *,
    dry_run: bool,
    redo_all: bool,
    jobs: int | None,
    rules: tuple[str, ...],
    as_json: bool,
) -> int:
    """Make every record anew from its stored page, and report per paper and field what became of it.

    Pages that were stored without a record, as `scraper fetch` does, get theirs.

    Interrupted, it goes on where it was when it is run again.
    """
    from scraper.cli.records import reader
    from scraper.store import reextract, tally
    from scraper.version import __version__

    stories: list[Redone] = []
    with open_archive(folder, db) as archive:
        current = None if redo_all else __version__
        redone = reextract(archive, reader(jobs, rules), current=current, dry_run=dry_run)
        table = tally(redone, stories.append)
        if not dry_run:
            archive.cluster()
    problems = [story for story in stories if story.problem]
    new = sum(story.is_new for story in stories)
    for story in problems:
        click.echo(f"scraper: article {story.article_id}: {story.problem}", err=True)
    if as_json:
        print_json({"articles": len(stories) - new, "kept": len(problems), "new": new, "sites": table})
    else:
        click.echo(f"{'paper':30} {'field':24} {'gained':>7} {'lost':>7} {'changed':>7}")
        for host, fields in sorted(table.items()):
            for field, effects in sorted(fields.items()):
                counts = " ".join(f"{effects[name]:7}" for name in ("gained", "lost", "changed"))
                click.echo(f"{host:30} {field:24} {counts}")
        done = "would be made anew" if dry_run else "made anew"
        click.echo(f"{len(stories) - new - len(problems)} records {done}, {len(problems)} kept, {new} new", err=True)
    return 0
