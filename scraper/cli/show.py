"""`scraper show`: all that an archive knows of one story, and a file to cite it by."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from scraper.cli.archives import archive_options, found, json_option, open_archive, print_json, shown
from scraper.cli.options import paths
from scraper.errors import NothingFound


@click.command("show")
@click.argument("name", metavar="ID|URL")
@archive_options
@click.option("--version", type=click.IntRange(min=1), metavar="N", help="Print the record of this version.")
@click.option(
    "--evidence",
    metavar="FILE.zip",
    shell_complete=paths,
    help="Write the pages as they came, records and digests to FILE.zip.",
)
@json_option
def command(
    name: str, folder: str | None, db: str | None, version: int | None, evidence: str | None, *, as_json: bool
) -> None:
    """Show a story: its newest record, versions, captures and copies in other papers."""
    with open_archive(folder, db) as archive:
        number = found(archive, name)
        if evidence:
            from scraper.store import write_evidence

            for file in write_evidence(archive, number, Path(evidence)):
                click.echo(file, err=True)
            return
        if version:
            record = archive.version(number, version)
            if record is None:
                raise NothingFound(f"{name}: has no version {version}")
            print_json(record.to_dict())
            return
        story = archive.story(number)
    if as_json:
        print_json(story)
    else:
        _print(story)


def _print(story: dict[str, Any]) -> None:
    record = story["record"]
    for label, value in (
        ("article", f"{story['id']}, version {story['version']}"),
        ("url", f"{story['url']}  ({story['identity_reason']})"),
        ("site", record["site"]),
        ("headline", record["headline"]),
        ("subtitle", record["subtitle"]),
        ("authors", ", ".join(author["name"] for author in record["authors"]) or None),
        ("published", record["published_at"]),
        ("modified", record["modified_at"]),
        ("agency", record["agency"]),
        ("gone", story["gone_at"]),
    ):
        if value is not None:
            click.echo(f"{label:10} {shown(value)}")
    click.echo(f"\n{record['body_text']}\n")
    for version in story["versions"]:
        changes = ", ".join(version["changed_fields"]) or "first"
        click.echo(f"version {version['version']:3}  {shown(version['captured_at'])}  {changes}")
    for capture in story["captures"]:
        place = f"{capture['warc_file']}:{capture['warc_offset']}" if capture["warc_file"] else "-"
        click.echo(f"capture {capture['id']:5}  {shown(capture['fetched_at'])}  {capture['outcome']:10} {place}")
    for copy in story["copies"]:
        share = f"{copy['similarity']:.0%} of the earliest"
        click.echo(
            f"copy {copy['article_id']:5}  {shown(copy['published_at'])}  {shown(copy['site'])}  {share}  {copy['url']}"
        )
