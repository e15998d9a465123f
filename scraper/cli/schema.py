"""`scraper schema`: the JSON Schema of a record, or what Datasette is told of an archive."""

from __future__ import annotations

import click


@click.command("schema")
@click.option("--datasette", is_flag=True, help="Print a metadata.yaml for Datasette: words, a search, what to hide.")
def command(*, datasette: bool) -> None:
    """Print the JSON Schema of the record that `extract` prints."""
    import json

    from scraper.model import Article

    if datasette:
        from scraper.store import datasette_metadata

        click.echo(datasette_metadata(), nl=False)
        return
    click.echo(json.dumps(Article.json_schema(), ensure_ascii=False, indent=2))
