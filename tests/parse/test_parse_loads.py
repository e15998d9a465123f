"""What parsing a page loads: the language model and the date library only for what nothing lighter settles."""

from __future__ import annotations

import subprocess
import sys

import pytest

GERMAN = "Die Fähre ist nach dem Sturm wieder auf der Fahrt und legt am Abend an der Mole an, wie es im Hafen heißt. "
SCRAMBLED = "Wkh ihuub furvvhg wkh vwudlw dqg prruhg dw wkh iduprvw sdug ri wkh qruwk txdb. "
ZULU = "Isikebhe sechweba sibuyele emsebenzini ngemva kwamasonto ayisishiyagalolunye, kusho abaphathi bechweba. "


def loaded_by_parsing(html: str) -> set[str]:
    """The heavy modules that a new interpreter has loaded after making a record of `html`."""
    program = f"import sys, scraper\nscraper.extract({html!r})\nprint('loaded:', *sys.modules)"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    return {"py3langid", "dateparser"} & set(done.stdout.rpartition("loaded:")[2].split())


@pytest.mark.parametrize(
    ("html", "loaded"),
    [
        (f"<p>{GERMAN * 8}", set()),
        (f"<html lang=en><p>{GERMAN * 8}", set()),
        (f"<html lang=en><p>{SCRAMBLED * 8}", set()),
        (f"<html lang=en><p>{ZULU * 8}", {"py3langid"}),
        (f"<html lang=de><h1>Die Fähre</h1><time>13 August</time><p>{GERMAN * 8}", set()),
        (f"<html lang=de><h1>Die Fähre</h1><time>10–19 Uhr</time><p>{GERMAN * 8}", set()),
    ],
)
def test_heavy_libraries_are_loaded_for_what_only_they_know(html: str, loaded: set[str]) -> None:
    assert loaded_by_parsing(html) == loaded
