"""What the README says is so: its examples run, and no command or exit code is left out."""

import doctest
import re
from pathlib import Path

import pytest

from scraper import errors
from scraper.cli import INTERRUPTED, VERBS
from scraper.cli.extract import FORMAT_CHOICES
from tests.fixture_pages import FOLDER

ROOT = FOLDER.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")
COMMAND_LINE = (ROOT / "docs" / "command-line.md").read_text(encoding="utf-8")
SET_UP = re.findall(r"^\$ (python3 -m venv .+)$", README, re.MULTILINE)


def pattern(shown: str) -> re.Pattern[str]:
    """What an example shows: a line `…` stands for any lines, `…` within a line for any text."""
    lines = (r"(?:.*\n)*?" if line == "…" else f"{re.escape(line).replace('…', '.*')}\n" for line in shown.splitlines())
    return re.compile("".join(lines))


def test_the_python_examples(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    results = doctest.testfile(str(ROOT / "README.md"), module_relative=False, optionflags=doctest.ELLIPSIS)
    assert results.failed == 0
    assert results.attempted > 5


def test_a_newcomer_needs_two_commands() -> None:
    first, second = SET_UP
    assert (ROOT / first.split()[-1]).is_file()
    assert second.endswith("python -m tests")


def test_every_command_is_in_the_readme() -> None:
    assert tuple(re.findall(r"^\| `scraper ([a-z]+)", README, re.MULTILINE)) == VERBS


def test_every_format_is_in_the_readme() -> None:
    formats = README[README.index("Formats:") :].split("\n\n", maxsplit=1)[0]
    assert set(re.findall(r"`([a-z]+)`", formats)) == set(FORMAT_CHOICES)


def exit_codes(cls: type[errors.ScraperError]) -> set[int]:
    return {cls.exit_code}.union(*(exit_codes(child) for child in cls.__subclasses__()))


def test_every_exit_code_is_explained() -> None:
    listed = {int(code) for code in re.findall(r"^\| (\d+) \|", COMMAND_LINE, re.MULTILINE)}
    assert listed == exit_codes(errors.ScraperError) | {0, INTERRUPTED}


def source_of_the_program() -> str:
    return "\n".join(path.read_text(encoding="utf-8") for path in sorted((ROOT / "scraper").rglob("*.py")))


# What names the state of the sources to the compiler, and what click's completion calls us with.
NOT_FOR_PEOPLE = {"SCRAPER_SOURCE", "SCRAPER_COMPLETE"}


def test_every_environment_variable_is_explained() -> None:
    known = set(re.findall(r"SCRAPER_[A-Z_]+", source_of_the_program())) - NOT_FOR_PEOPLE
    assert set(re.findall(r"^\| `(SCRAPER_[A-Z_]+)`", COMMAND_LINE, re.MULTILINE)) == known


def test_every_message_that_is_explained_is_one() -> None:
    table = COMMAND_LINE[COMMAND_LINE.index("| message |") :]
    messages = re.findall(r"^\| `([^`]+)`", table, re.MULTILINE)
    assert len(messages) > 10
    source = source_of_the_program()
    assert [message for message in messages if message not in source] == []


DOCS = sorted([*(ROOT / "docs").rglob("*.md"), *ROOT.glob("*.md"), *(ROOT / "benchmarks").glob("*.md")])
# Rooms are named from the top of the package, too; what a user has, and what is made, is not in the checkout.
PLACES = (
    ROOT,
    ROOT / "scraper",
    ROOT / "scraper" / "parse",
    ROOT / "benchmarks",
    ROOT / "scraper" / "store" / "database",
)
NOT_OURS = re.compile(
    r"[A-Z*…<{]|^(?:my-rules|pages|paper|warc|archive|rules)/|^(?:score\.py|gold\.jsonl|urltestdata\.json)$"
)


def named_paths() -> set[str]:
    """The files and folders that the docs name in backticks."""
    texts = [path.read_text(encoding="utf-8") for path in DOCS if path.name != "CHANGELOG.md"]
    names = re.findall(r"`((?:[\w.-]+/)+[\w.-]*|[a-z_]+\.(?:py|pyx|json))`", "\n".join(texts))
    return {name for name in names if not NOT_OURS.search(name)}


@pytest.mark.parametrize("name", sorted(named_paths()))
def test_every_path_that_the_docs_name_is_there(name: str) -> None:
    has_it = any((place / name).exists() for place in PLACES)
    assert has_it or list((ROOT / "scraper").rglob(name.rstrip("/"))) or list((ROOT / "fixtures").rglob(name))


@pytest.mark.parametrize("path", DOCS, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_every_link_between_the_docs_leads_somewhere(path: Path) -> None:
    targets = re.findall(r"\]\((?!https?:)([^)#]+)", path.read_text(encoding="utf-8"))
    assert [target for target in targets if not (path.parent / target).exists()] == []


def test_every_benchmark_is_in_their_table() -> None:
    text = (ROOT / "benchmarks" / "README.md").read_text(encoding="utf-8")
    assert [path.stem for path in (ROOT / "benchmarks").glob("[a-z]*.py") if f"`{path.stem}`" not in text] == []


def test_every_room_is_in_the_architecture() -> None:
    text = (ROOT / "docs" / "architecture.md").read_text(encoding="utf-8")
    rooms = [path.parent for path in (ROOT / "scraper").rglob("__init__.py") if "migrations" not in path.parts]
    assert [room.name for room in rooms if not re.search(rf"\b{room.name}\b", text)] == []
