"""What the documentation site adds to its pages: the help of every command."""

import click

from scraper.cli import VERBS, scraper

PLACE = "<!-- the help of every command -->"


def on_page_markdown(markdown: str, **_: object) -> str:
    """Return the page with the help in its place; mkdocs calls this."""
    if PLACE not in markdown:
        return markdown
    root = click.Context(scraper, info_name="scraper", max_content_width=100)
    parts = []
    for verb in VERBS:
        command = scraper.verb(root, verb)
        text = command.get_help(click.Context(command, info_name=verb, parent=root))
        parts.append(f"## scraper {verb}\n\n```text\n{text}\n```\n")
    return markdown.replace(PLACE, "\n".join(parts))
