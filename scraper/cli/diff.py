"""`scraper diff`: what changed between two versions of a story."""

from __future__ import annotations

import click

from scraper.cli.archives import archive_options, found, json_option, open_archive, print_json
from scraper.errors import NothingFound

STYLES = {"removed": ("[-", "-]", "red"), "added": ("{+", "+}", "green")}


@click.command("diff")
@click.argument("name", metavar="ID|URL")
@click.argument("old", type=click.IntRange(min=1), required=False)
@click.argument("new", type=click.IntRange(min=1), required=False)
@archive_options
@json_option
def command(name: str, old: int | None, new: int | None, folder: str | None, db: str | None, *, as_json: bool) -> int:
    """Show what changed from version OLD to version NEW, field by field and word by word.

    Without numbers, the newest version is compared with the one before.
    """
    from scraper.store.versions import compare

    with open_archive(folder, db) as archive:
        number = found(archive, name)
        newest = archive.story(number)["version"]
        new = new or newest
        old = old or max(new - 1, 1)
        records = [archive.version(number, version) for version in (old, new)]
    before, after = records
    if before is None or after is None:
        raise NothingFound(f"{name}: has versions 1 to {newest}, not {old if before is None else new}")
    changes = compare(before, after)
    if as_json:
        rows = [{**change._asdict(), "pieces": [piece._asdict() for piece in change.pieces]} for change in changes]
        print_json({"article_id": number, "old": old, "new": new, "changes": rows})
        return 0
    for change in changes:
        click.secho(change.field, bold=True)
        click.echo("".join(_styled(piece.kind, piece.text) for piece in change.pieces) + "\n")
    click.echo(f"version {old} to {new}: {', '.join(change.field for change in changes) or 'no change'}", err=True)
    return 0


def _styled(kind: str, text: str) -> str:
    if kind == "same":
        return text
    before, after, color = STYLES[kind]
    return click.style(f"{before}{text}{after}", fg=color)
