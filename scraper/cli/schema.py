"""`scraper schema`: the JSON Schema of a record."""

from __future__ import annotations

import click


@click.command("schema")
def command() -> None:
    """Print the JSON Schema of the record that `extract` prints."""
    import json

    from scraper.model import Article

    click.echo(json.dumps(Article.json_schema(), ensure_ascii=False, indent=2))
