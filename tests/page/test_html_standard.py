"""The HTML standard's own tests, where they are at hand: a floor under how many trees read with the same text."""

import pytest

from benchmarks.html_standard import compare_references, compare_trees
from tests.places import SHARED

STANDARD = SHARED / "html5lib-tests"
needs_tests = pytest.mark.skipif(not STANDARD.is_dir(), reason="the standard's tests (html5lib-tests) are not here")


@needs_tests
def test_the_text_of_the_trees() -> None:
    count, differences = compare_trees(STANDARD)
    assert count > 1_500
    assert len(differences) <= 0.04 * count
    assert [source for source, kind in differences if kind == "other"] == []


@needs_tests
@pytest.mark.parametrize("name", ["namedEntities", "entities"])
def test_character_references(name: str) -> None:
    equal, count = compare_references(STANDARD / "tokenizer" / f"{name}.test")
    assert equal == count > 70
