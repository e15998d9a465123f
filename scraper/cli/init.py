"""`scraper init`: the folder of a new archive with its settings."""

from __future__ import annotations

from pathlib import Path

import click

from scraper.cli.archives import open_archive
from scraper.cli.options import paths
from scraper.errors import StorageError


@click.command("init")
@click.argument("folder", metavar="DIR", shell_complete=paths)
@click.argument("sites", nargs=-1, metavar="[SITE]...")
@click.option("--contact", metavar="TEXT", help="Your address or page, for the user agent.")
def command(folder: str, sites: tuple[str, ...], contact: str | None) -> None:
    """Make an archive in DIR with a scraper.toml in which every setting is explained.

    `scraper crawl --archive DIR` then crawls the sites that stand in it.
    """
    from scraper.crawl.plan import template, write_template
    from scraper.fetch.settings import FILE_NAME

    text = template(sites, contact)
    path = Path(folder, FILE_NAME)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        write_template(path, text)
    except OSError as error:
        if isinstance(error, StorageError):
            raise
        raise StorageError(f"{path}: {(error.strerror or str(error)).lower()}") from error
    open_archive(folder, None, create=True).close()
    click.echo(f"{path}: edit it, then run: scraper crawl --archive {folder}")
