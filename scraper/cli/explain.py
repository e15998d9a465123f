"""`scraper explain`: why the record of a page is what it is."""

from __future__ import annotations

from datetime import datetime
from functools import partial
from typing import Any

import click

from scraper.cli.options import captured_at_option, network_options, paths, sites_option, url_option


@click.command("explain")
@click.argument("source", shell_complete=paths)
@click.option("--full", is_flag=True, help="Show whole texts on a terminal too, where they are cut to the line.")
@click.option("--json", "as_json", is_flag=True, help="Print the record and the blocks with their roles as JSON.")
@url_option
@captured_at_option
@network_options
@sites_option
def command(
    source: str,
    *,
    full: bool,
    as_json: bool,
    url: str | None,
    captured_at: datetime | None,
    sites: tuple[str, ...],
    **network: Any,
) -> int:
    """Show every field with its source, and every block of the page with its role and the reason.

    SOURCE is a saved page (HTML or plain text), an address, or - for standard input.
    """
    from scraper.batch import explained
    from scraper.cli.batch import Tally
    from scraper.cli.explanation import print_as_json, print_explanation
    from scraper.cli.network import Network
    from scraper.cli.sources import is_warc, open_sources, read_sources
    from scraper.errors import UsageError
    from scraper.sites import chosen_sites

    chosen_sites(sites)
    pages = read_sources((source,), url=url, captured_at=captured_at)
    if len(pages) != 1 or is_warc(pages[0]):
        raise UsageError(
            f"{source}: holds {len(pages) if len(pages) > 1 else 'many'} pages; explain shows one at a time"
        )
    tally = Tally(len(pages))
    opened = open_sources(pages, Network(**network))
    for result in tally.good(map(partial(explained, sites=sites), opened)):
        if as_json:
            print_as_json(result)
        else:
            print_explanation(result, name=pages[0].name, full=full)
    return tally.report()
