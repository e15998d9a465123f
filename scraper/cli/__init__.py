"""The command line: a file per verb; prints, and decides nothing else."""

from __future__ import annotations

import click

from scraper.version import __version__


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, "--version", "-V", prog_name="scraper")
def main() -> None:
    """News pages in, records out."""
