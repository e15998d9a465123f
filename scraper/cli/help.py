"""`scraper help`: what a verb does and which options it has."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, cast

import click

from scraper.cli.options import paths
from scraper.errors import UsageError

if TYPE_CHECKING:
    from scraper.cli import Verbs


def _verbs(ctx: click.Context, _param: click.Parameter, incomplete: str) -> list[str]:
    root = ctx.find_root()
    return [name for name in cast("Verbs", root.command).list_commands(root) if name.startswith(incomplete)]


@click.command("help")
@click.argument("verb", required=False, shell_complete=_verbs)
@click.option("--man", "folder", metavar="DIR", shell_complete=paths,
              help="Write a manual page for each command into DIR, as man reads them.")  # fmt: skip
@click.pass_context
def command(context: click.Context, verb: str | None, folder: str | None) -> None:
    """Show what VERB does and its options; without one, all verbs."""
    root = context.find_root()
    if folder is not None:
        _write_manual(root, Path(folder))
        return
    if verb is None:
        click.echo(root.get_help())
        return
    known = cast("Verbs", root.command).verb(root, verb)
    with known.make_context(verb, [], parent=root, resilient_parsing=True) as asked:
        click.echo(asked.get_help())


def _write_manual(root: click.Context, folder: Path) -> None:
    from scraper.cli.manual import pages

    try:
        folder.mkdir(parents=True, exist_ok=True)
        for name, text in pages(root):
            (folder / name).write_text(text, encoding="utf-8")
    except OSError as error:
        raise UsageError(f"{folder}: cannot be written: {(error.strerror or str(error)).lower()}") from error
    click.echo(f"{folder}: read them with: man -l {folder / 'scraper.1'}", err=True)
