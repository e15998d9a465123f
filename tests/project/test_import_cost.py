"""What an import or a command loads: heavy libraries only when something needs them."""

import subprocess
import sys

import pytest

import scraper

HEAVY = (
    "alembic",
    "bs4",
    "charset_normalizer",
    "dateparser",
    "lxml",
    "multiprocessing",
    "numpy",
    "protego",
    "py3langid",
    "requests",
    "rich",
    "sqlalchemy",
    "sqlite3",
    "urllib3",
    "w3lib",
    "warcio",
)


def loaded_by(code: str) -> set[str]:
    """The modules that a new interpreter has loaded after running `code`."""
    program = f"import sys\n{code}\nprint('loaded:', *sys.modules)"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    return set(done.stdout.rpartition("loaded:")[2].split())


@pytest.mark.parametrize(
    ("code", "absent"),
    [
        ("import scraper", {*HEAVY, "click", "scraper.model", "logging", "json"}),
        ("import scraper; scraper.Article", {*HEAVY, "click"}),
        ("from scraper.cli import run; run(['--help'])", {*HEAVY, "scraper.model"}),
        ("from scraper.cli import run; run(['extract', '--help'])", {*HEAVY, "scraper.model"}),
        ("from scraper.cli import run; run(['schema'])", set(HEAVY)),
        ("import scraper; scraper.extract('<h1>a</h1><p>b')", set(HEAVY) | {"click"}),
    ],
)
def test_heavy_libraries_stay_out(code: str, absent: set[str]) -> None:
    assert loaded_by(code) & absent == set()


@pytest.mark.parametrize("name", scraper.__all__)
def test_every_public_name_is_there(name: str) -> None:
    assert getattr(scraper, name) is not None
    assert name in dir(scraper)


def test_an_unknown_name_is_an_attribute_error() -> None:
    with pytest.raises(AttributeError, match="no attribute 'extrakt'"):
        _ = scraper.extrakt  # type: ignore[attr-defined]


def test_the_room_of_fetch_can_be_called() -> None:
    from scraper import fetch

    assert callable(fetch)
    assert callable(scraper.fetch)
