"""`scraper serve`: an archive in a browser."""

from __future__ import annotations

from contextlib import ExitStack
from pathlib import Path

import click

from scraper.cli.archives import open_archive
from scraper.cli.options import paths, sites_option
from scraper.cli.places import located
from scraper.errors import UsageError


@click.command("serve")
@click.option("--archive", "folder", metavar="DIR", shell_complete=paths,
              help="The folder of the archive.  [default: SCRAPER_ARCHIVE, or the one that you are in]")  # fmt: skip
@click.option("--db", metavar="URL", help="The tables are in this database: postgresql://USER@HOST/NAME.")
@click.option("--host", default="127.0.0.1", show_default=True, metavar="ADDRESS", help="Listen at this address.")
@click.option("--port", type=click.IntRange(0, 65535), default=8765, show_default=True, help="Listen at this port.")
@click.option("--token-file", metavar="FILE", shell_complete=paths,
              help="Let in who knows the first line of FILE; needed for others than this machine.")  # fmt: skip
@click.option("--name", "names", multiple=True, metavar="NAME",
              help="The server goes by this host name, too; may be given again.")  # fmt: skip
@click.option("--read-only", is_flag=True, help="Let nobody teach rules.")
@click.option("--allow-private-host", "allow_private_hosts", multiple=True, metavar="HOST",
              help="X-ray pages of HOST though it is in a private network; may be given again.")  # fmt: skip
@sites_option
def command(
    folder: str | None,
    db: str | None,
    *,
    host: str,
    port: int,
    token_file: str | None,
    names: tuple[str, ...],
    read_only: bool,
    allow_private_hosts: tuple[str, ...],
    sites: tuple[str, ...],
) -> None:
    """Show an archive in the browser: overview, search, stories, the X-ray of each page, teaching by clicking.

    Without an archive, pages that you give are shown as the X-ray sees them. It ends with Ctrl-C.
    """
    from importlib.util import find_spec

    if any(find_spec(name) is None for name in ("starlette", "jinja2", "uvicorn")):
        raise UsageError("serving needs the web extra: pip install 'newsrecord[web]'")
    from scraper.web import Settings, serve

    place = located(folder, db)
    with ExitStack() as stack:
        is_named = place.folder is not None or place.db is not None
        archive = stack.enter_context(open_archive(place.folder, place.db)) if is_named else None
        name = Path(place.folder).resolve().name if place.folder else (place.db or "").rpartition("/")[2]
        settings = Settings(
            archive,
            name or "scraper",
            token=_token(token_file) if token_file else None,
            names=(*names, *(() if host in {"0.0.0.0", "::"} else (host,))),  # noqa: S104 -- asked for, not bound to
            is_read_only=read_only,
            sites=sites,
            allow_private_hosts=allow_private_hosts,
        )
        serve(
            settings,
            host=host,
            port=port,
            announce=lambda address: click.echo(f"{address}  (Ctrl-C ends it)", err=True),
        )


def _token(file: str) -> str:
    """Return the first line of the file."""
    try:
        lines = Path(file).read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise UsageError(f"{file}: cannot be read") from error
    if not lines or not lines[0].strip():
        raise UsageError(f"{file}: its first line is empty")
    return lines[0].strip()
