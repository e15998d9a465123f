"""`scraper reextract`: the newest extractor over the stored pages."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from scraper.cli import complain
from scraper.cli.archives import archive_options, json_option, open_archive, print_json, told_when_interrupted
from scraper.cli.options import jobs_option, rules_option
from scraper.cli.places import archive_rules

if TYPE_CHECKING:
    from scraper.store import Archive, Redone

VERB = "reextract"


@click.command(VERB)
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

    Records that this version has made are passed over, unless your own rules for sites (--sites, SCRAPER_SITES) are not
    those of the last time. Interrupted, it goes on where it was when it is run again.
    """
    from scraper.cli.records import reader
    from scraper.sites import own_rules
    from scraper.store import reextract, tally
    from scraper.version import __version__

    stories: list[Redone] = []
    rules = archive_rules(folder, rules)
    with (
        told_when_interrupted(lambda: f"{len(stories):,} stories are done; the same command goes on"),
        open_archive(folder, db) as archive,
    ):
        own = own_rules(rules)
        is_changed = own is not None and _rules_of_last_time(archive) != own
        if is_changed and not redo_all:
            complain("your rules for sites are not those of the last time: every record is made anew")
        current = None if redo_all or is_changed else __version__
        redone = reextract(archive, reader(jobs, rules), current=current, dry_run=dry_run)
        table = tally(redone, stories.append)
        if not dry_run:
            archive.cluster()
            _note_rules(archive, own)
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


def _rules_of_last_time(archive: Archive) -> str | None:
    from scraper.store import runs

    with archive.reading() as connection:
        return (runs.last_options(connection, VERB) or {}).get("rules")


def _note_rules(archive: Archive, own: str | None) -> None:
    """Note with which rules the records were made, now that all are."""
    from scraper.store import runs

    with archive.writing() as connection:
        runs.end(connection, runs.begin(connection, VERB, {"rules": own}), "complete", {})
