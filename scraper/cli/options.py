"""Options that several verbs share."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any

import click
from click.shell_completion import CompletionItem


def _aware_time(_ctx: click.Context, _param: click.Parameter, value: str | None) -> datetime | None:
    if value is None:
        return None
    try:
        moment = datetime.fromisoformat(value)
    except ValueError as error:
        raise click.BadParameter("expected a time like 2024-04-30T09:00:00+09:00") from error
    if moment.tzinfo is None:
        raise click.BadParameter("the time has no zone; write it like 2024-04-30T09:00:00+09:00 or …Z")
    return moment


def paths(_ctx: click.Context, _param: click.Parameter, incomplete: str) -> list[CompletionItem]:
    """Leave the completion of a name to the shell, which knows the files and folders."""
    return [CompletionItem(incomplete, type="file")]


output_option = click.option(
    "-o", "--output", metavar="FILE", shell_complete=paths, help="Write to FILE instead of standard output."
)
url_option = click.option("--url", metavar="URL", help="The address that the one given page came from.")
captured_at_option = click.option(
    "--captured-at",
    metavar="TIME",
    callback=_aware_time,
    help="When the pages were fetched, with zone: the base of dates like “3 hours ago”.",
)
jobs_option = click.option(
    "--jobs",
    type=click.IntRange(min=1),
    metavar="N",
    help="Work in N child processes.  [default: one a core; none for a few pages]",
)
_RULES_HELP = "Ask the site rules in DIR first; may be given again. `off`: no rules, not even those that are shipped."
sites_option = click.option("--sites", multiple=True, metavar="DIR", shell_complete=paths, help=_RULES_HELP)
# The same for verbs whose sites are papers.
rules_option = click.option("--sites", "rules", multiple=True, metavar="DIR", shell_complete=paths, help=_RULES_HELP)


def _names(_ctx: click.Context, _param: click.Parameter, value: str | None) -> tuple[str, ...]:
    return tuple(name.strip() for name in (value or "").split(",") if name.strip())


def writing_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """Add what is chosen of a format: `--fields`, `--short`, `--excel`, `--links`."""
    for option in (
        click.option(
            "--links/--no-links",
            "has_links",
            default=True,
            show_default=True,
            help="Print the links of the text in Markdown; JSON has them anyhow, as spans.",
        ),
        click.option(
            "--excel", is_flag=True, help="Begin the CSV as Excel needs it to read UTF-8 (a byte order mark)."
        ),
        click.option("--short", "is_short", is_flag=True, help="Leave boilerplate and evidence out of JSON."),
        click.option(
            "--fields",
            metavar="NAME,…",
            callback=_names,
            help="Write these fields alone, in this order (JSON and tables).",
        ),
    ):
        command = option(command)
    return command


ASSET_OPTIONS = ("assets", "asset_files", "asset_bytes")


def asset_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """Add the options of verbs that store pages as they looked: `--assets`, and what these may cost."""
    for option in (
        click.option(
            "--asset-bytes", type=click.IntRange(1), metavar="N", help="With --assets, a page.  [default: 20971520]"
        ),
        click.option(
            "--asset-files", type=click.IntRange(1), metavar="N", help="With --assets, for a page.  [default: 100]"
        ),
        click.option(
            "--assets/--no-assets", default=None, help="Store the pictures and style sheets of the pages, too."
        ),
    ):
        command = option(command)
    return command


def network_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """Add the options of every verb that takes addresses: `--config`, `--allow-private-host`, `--render`."""
    for option in (
        click.option("--render", is_flag=True, help="Let a browser make pages whose text is nowhere in their bytes."),
        click.option(
            "--allow-private-host",
            "allow_private_hosts",
            multiple=True,
            metavar="HOST",
            help="Fetch from HOST though it is in a private network; may be given again.",
        ),
        click.option(
            "--config",
            metavar="FILE",
            shell_complete=paths,
            help="Read [fetch] of this scraper.toml: contact, pace, headers and log-ins.",
        ),
    ):
        command = option(command)
    return command
