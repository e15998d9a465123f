"""What the documentation site adds to its pages: the help of every command, the example notebook."""

import json
from pathlib import Path

import click

from scraper.cli import VERBS, scraper

PLACE = "<!-- the help of every command -->"
NOTEBOOK_PLACE = "<!-- the example notebook -->"
NOTEBOOK = Path(__file__).resolve().parents[1] / "notebooks" / "archive.ipynb"


def on_page_markdown(markdown: str, **_: object) -> str:
    """Return the page with the help, and the example notebook, in their places; mkdocs calls this."""
    if NOTEBOOK_PLACE in markdown:
        return markdown.replace(NOTEBOOK_PLACE, notebook())
    if PLACE not in markdown:
        return markdown
    root = click.Context(scraper, info_name="scraper", max_content_width=100)
    parts = []
    for verb in VERBS:
        command = scraper.verb(root, verb)
        text = command.get_help(click.Context(command, info_name=verb, parent=root))
        parts.append(f"## scraper {verb}\n\n```text\n{text}\n```\n")
    return markdown.replace(PLACE, "\n".join(parts))


def notebook() -> str:
    """Return the example notebook as Markdown: each cell, and below it what it shows."""
    parts = []
    for cell in json.loads(NOTEBOOK.read_text(encoding="utf-8"))["cells"]:
        source = cell["source"]
        # A heading of the notebook is one below the page's own.
        parts.append(
            source.replace("# ", "### ", 1) if cell["cell_type"] == "markdown" else f"```python\n{source}\n```"
        )
        for output in cell.get("outputs", ()):
            data = output.get("data", {})
            table = data.get("text/html", "").replace("\n\n", "\n")
            parts.append(
                f"<div>{table}</div>" if table else f"```text\n{output.get('text') or data['text/plain']}\n```"
            )
    return "\n\n".join(parts)
