"""The data dictionary leaves out no table and no column."""

import re

import pytest

from scraper.store.database.schema import metadata
from tests.places import ROOT

TEXT = (ROOT / "docs" / "tables.md").read_text(encoding="utf-8")
PARTS = dict(re.findall(r"^## (.+?)\n(.*?)(?=^## |\Z)", TEXT, re.MULTILINE | re.DOTALL))
OWN = PARTS["What the program keeps for itself"]
# As `articles` has them.
SAME = {column.name for column in metadata.tables["articles"].columns}


@pytest.mark.parametrize("name", sorted(metadata.tables))
def test_every_column_is_described(name: str) -> None:
    part = next((text for title, text in PARTS.items() if f"`{name}`" in title), None)
    if part is None:
        assert f"`{name}`" in OWN
        return
    described = set(re.findall(r"^\| `(\w+)` \| \S", part, re.MULTILINE))
    columns = {column.name for column in metadata.tables[name].columns}
    assert columns - described - (SAME if name == "version_rows" else set()) == set()
