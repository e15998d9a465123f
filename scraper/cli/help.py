"""`scraper help`: what a verb does and which options it has."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

import click

if TYPE_CHECKING:
    from scraper.cli import Verbs


def _verbs(ctx: click.Context, _param: click.Parameter, incomplete: str) -> list[str]:
    root = ctx.find_root()
    return [name for name in cast("Verbs", root.command).list_commands(root) if name.startswith(incomplete)]


@click.command("help")
@click.argument("verb", required=False, shell_complete=_verbs)
@click.pass_context
def command(context: click.Context, verb: str | None) -> None:
    """Show what VERB does and its options; without one, all verbs."""
    root = context.find_root()
    if verb is None:
        click.echo(root.get_help())
        return
    known = cast("Verbs", root.command).verb(root, verb)
    with known.make_context(verb, [], parent=root, resilient_parsing=True) as asked:
        click.echo(asked.get_help())
