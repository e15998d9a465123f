"""`scraper sites`: the rules for sites and content systems, and whether they hold."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING

import click

from scraper.cli.options import paths, sites_option
from scraper.errors import UsageError

if TYPE_CHECKING:
    from scraper.model import Page
    from scraper.sites import Covered, SiteFunction


@click.group("sites")
def command() -> None:
    """The rules for sites and content systems."""


@command.command("check")
@click.argument("pages", nargs=-1, metavar="[PAGE]...", shell_complete=paths)
@sites_option
def check(pages: tuple[str, ...], sites: tuple[str, ...]) -> int:
    """List rules and site functions in the order in which they are asked; a wrong one is named with its file and key.

    Given pages (files, folders, WARC files), also count those that each holds for, and name the selectors that found
    nothing in any of them and the functions that said nothing or raised (exit code 1). Only the pages of a WARC file
    have addresses; rules know others by their markup alone, functions by the host of their canonical link.
    """
    from scraper.sites import chosen_sites, cover

    chosen = chosen_sites(sites)
    if not pages:
        for rule in chosen.rules:
            layouts = ", ".join(f"until {layout.until}" if layout.until else "current" for layout in rule.layouts)
            count = sum(len(texts) for layout in rule.layouts for _, texts in layout.selectors)
            click.echo(f"{rule.name:24}{rule.file}: {count} selectors; {layouts}")
        for function in chosen.functions:
            click.echo(_described(function))
        return 0
    read = _read(pages)
    first = next(read, None)
    if first is None:
        raise UsageError("no page could be read: nothing can be said of the selectors")
    return _report(cover(chosen, chain((first,), read)))


def _described(function: SiteFunction) -> str:
    told = ", ".join(function.hosts) or "any host"
    told += " and its test" if function.when else ""
    until = f"until {function.until}" if function.until else "current"
    return f"{function.name:24}{Path(function.file).name}: site function for {told}; {until}"


def _read(sources: Sequence[str]) -> Iterator[Page]:
    """Yield the pages that can be read; what can't is named."""
    from scraper.cli import complain
    from scraper.cli.network import Network
    from scraper.cli.sources import open_sources, read_sources
    from scraper.page import read

    for given in open_sources(read_sources(sources), Network()):
        if given.failure:
            complain(f"{given.name}: {given.failure.message}")
            continue
        content = Path(given.path).read_bytes() if given.path else given.content or b""
        yield read(content, given.url, charset=given.charset)


def _report(covered: Covered) -> int:
    missed = 0
    for one in covered.rules:
        click.echo(f"{one.rule.name:24}{one.rule.file}: {one.pages} pages")
        for key, selector in one.unused:
            click.echo(f"  {key}: {selector} found nothing")
            missed += 1
    for asked in covered.functions:
        fields = ", ".join(f"{field} {count}" for field, count in asked.fields.items())
        place = Path(asked.function.file).name
        click.echo(f"{asked.function.name:24}{place}: {asked.pages} pages{fields and f': {fields}'}")
        for problem, count in asked.problems.items():
            click.echo(f"  on {count} pages: {problem}")
        missed += not asked.pages or bool(asked.problems)
    return 1 if missed else 0
