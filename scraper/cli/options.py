"""Options that several verbs share."""

from __future__ import annotations

from datetime import datetime

import click


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


output_option = click.option("-o", "--output", metavar="FILE", help="Write to FILE instead of standard output.")
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
allow_private_hosts_option = click.option(
    "--allow-private-host",
    "allow_private_hosts",
    multiple=True,
    metavar="HOST",
    help="Fetch from HOST though it is in a private network; may be given again.",
)
