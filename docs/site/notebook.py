"""Makes the example notebook: runs the cells below and writes them with what they print.

`python docs/site/notebook.py` at the top of a checkout writes `docs/notebooks/archive.ipynb`; a test runs the cells
again and compares. It needs pandas and duckdb, and no Jupyter: a cell is Python, and shows what its last line is.
"""

from __future__ import annotations

import ast
import io
import json
import sys
from contextlib import redirect_stdout
from pathlib import Path
from typing import Any

PLACE = Path(__file__).resolve().parents[1] / "notebooks" / "archive.ipynb"

# Text and code in turn.
CELLS = (
    """# An archive in pandas and DuckDB

Eight pages of this project's own `fixtures/` become an archive, the archive tables. With a paper of your own, begin at
the second step with `Archive.open("paper/")`. Run it in a checkout: `pip install '.[all]' pandas duckdb`.""",
    """import tempfile
from datetime import UTC, datetime
from pathlib import Path

import scraper
from scraper import Archive, Response
from scraper.store import Item

root = next(folder for folder in (Path.cwd(), *Path.cwd().parents) if (folder / "fixtures").is_dir())
names = (
    "english-local-article",
    "german-local-article",
    "daily-2025-layout-with-print-page-and-enlarge-button",
    "ndsoft-mobile-with-writer-and-date-in-a-definition-list",
    "portal-old-layout-subtitle-under-the-caption-in-one-run",
    "mediaon-16-station-strip",
    "weather-story-under-a-strip",
    "weather-strip-below-the-text-with-a-date-and-no-provider",
)


def page(number):
    content = (root / "fixtures" / names[number] / "page.html").read_bytes()
    return Response(f"https://paper-{number}.example/{number}", content, fetched_at=datetime(2026, 1, 2, tzinfo=UTC))


article = scraper.extract(page(0))
article""",
    "A record shows itself as a card. Eight of them go into an archive, and copies are looked for:",
    """folder = Path(tempfile.mkdtemp()) / "paper"
with Archive.open(folder) as archive:
    pages = [page(number) for number in range(len(names))]
    archive.add_batch([Item(one, scraper.extract(one)) for one in pages])
    archive.cluster()
    print(archive.status()["articles"], "stories")""",
    "## pandas\n\nThe view `article_list` has a row a story, without the long columns.",
    """import sqlite3

import pandas as pd

with sqlite3.connect(folder / "scraper.db") as db:
    stories = pd.read_sql("SELECT * FROM article_list", db, parse_dates=["published_on"])
    weather = pd.read_sql("SELECT * FROM weather_readings", db)
    authors = pd.read_sql("SELECT article_id, name FROM article_authors JOIN authors ON authors.id = author_id", db)
stories[["id", "published_on", "language", "headline"]]""",
    "Who copied whom: stories of one cluster are the same text in several papers.",
    """copies = stories.dropna(subset=["cluster_id"]).merge(authors, left_on="id", right_on="article_id")
copies.groupby("cluster_id").agg(stories=("id", "nunique"), papers=("host", list), signed=("name", "unique"))""",
    "The weather that stood beside the stories:",
    """weather.groupby("article_id").temperature_c.describe()[["count", "mean", "min", "max"]].round(1)""",
    "## DuckDB\n\nA Parquet export needs no database. Times are times, authors and tags lists.",
    """import duckdb

from scraper.cli import run

run(["export", "--archive", str(folder), "--format", "parquet", "-o", str(folder / "paper.parquet")])
duckdb.sql(f\"\"\"
    SELECT strftime(published_on, '%Y-%m') AS month, count(*) AS stories, sum(length(body_text))::BIGINT AS letters
    FROM '{folder / "paper.parquet"}' GROUP BY month ORDER BY month
\"\"\").df()""",
    """Dates and words in one question: `search` finds the stories, pandas counts them.""",
    """with Archive.open(folder) as archive:
    count, hits = archive.search("ferry OR 야구부")
pd.DataFrame(hits)[["id", "site", "headline"]]""",
)


def run_cells(sources: list[str]) -> list[list[dict[str, Any]]]:
    """Return what each of the code cells, run one after the other, shows."""
    names: dict[str, Any] = {"__name__": "notebook"}
    shown = []
    for number, source in enumerate(sources, 1):
        tree = ast.parse(source)
        last = tree.body.pop() if tree.body and isinstance(tree.body[-1], ast.Expr) else None
        printed = io.StringIO()
        with redirect_stdout(printed):
            exec(compile(tree, f"<cell {number}>", "exec"), names)  # noqa: S102 -- our own cells
            code = (
                compile(ast.Expression(last.value), f"<cell {number}>", "eval") if isinstance(last, ast.Expr) else None
            )
            value = eval(code, names) if code else None  # noqa: S307 -- our own cells
        outputs: list[dict[str, Any]] = []
        if printed.getvalue():
            outputs.append({"output_type": "stream", "name": "stdout", "text": printed.getvalue()})
        if value is not None:
            data = {"text/plain": repr(value)}
            if hasattr(value, "_repr_html_"):
                data["text/html"] = value._repr_html_()
            outputs.append({"output_type": "execute_result", "execution_count": number, "metadata": {}, "data": data})
        shown.append(outputs)
    return shown


def notebook() -> dict[str, Any]:
    """Return the notebook, with the outputs of its cells."""
    is_code = [number % 2 == 1 for number in range(len(CELLS))]
    outputs = iter(run_cells([text for text, code in zip(CELLS, is_code, strict=True) if code]))
    cells: list[dict[str, Any]] = []
    for number, text in enumerate(CELLS):
        cell: dict[str, Any] = {"id": f"cell-{number}", "metadata": {}, "source": text}
        if is_code[number]:
            cell |= {"cell_type": "code", "execution_count": number // 2 + 1, "outputs": next(outputs)}
        else:
            cell |= {"cell_type": "markdown"}
        cells.append(cell)
    kernel = {"display_name": "Python 3", "language": "python", "name": "python3"}
    return {"cells": cells, "metadata": {"kernelspec": kernel}, "nbformat": 4, "nbformat_minor": 5}


if __name__ == "__main__":
    PLACE.parent.mkdir(exist_ok=True)
    PLACE.write_text(json.dumps(notebook(), ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    sys.stderr.write(f"{PLACE}\n")
