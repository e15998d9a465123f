"""The example notebook shows what its cells print today; `python docs/site/notebook.py` makes it anew."""

import json
import runpy
from typing import Any

import pytest

from tests.places import ROOT

NOTEBOOK = ROOT / "docs" / "notebooks" / "archive.ipynb"


def shown(cells: list[dict[str, Any]]) -> list[tuple[str, list[str]]]:
    """Each cell with the texts that it shows, blanks made one: a library may set its tables otherwise."""
    return [
        (
            cell["source"],
            [" ".join((one.get("text") or one["data"]["text/plain"]).split()) for one in cell.get("outputs", ())],
        )
        for cell in cells
    ]


def test_the_notebook_shows_what_its_cells_print(monkeypatch: pytest.MonkeyPatch) -> None:
    for library in ("pandas", "duckdb", "pyarrow"):
        pytest.importorskip(library)
    monkeypatch.chdir(ROOT)
    made = runpy.run_path(str(ROOT / "docs" / "site" / "notebook.py"))["notebook"]()
    stored = json.loads(NOTEBOOK.read_text(encoding="utf-8"))
    assert shown(stored["cells"]) == shown(made["cells"])
    texts = [text for _, outputs in shown(stored["cells"]) for text in outputs]
    assert len(texts) == 7
    # The card of a record is a table of a browser.
    card = stored["cells"][1]["outputs"][0]["data"]["text/html"]
    assert "Ferry returns to Saltmere" in card
