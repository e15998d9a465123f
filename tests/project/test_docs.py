"""What the README says is so: its examples run, and no command or exit code is left out."""

import doctest
import re
import shlex

import pytest

from scraper import errors
from scraper.cli import INTERRUPTED, VERBS, run
from scraper.cli.extract import FORMAT_CHOICES
from tests.fixture_pages import FOLDER

ROOT = FOLDER.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")
EXAMPLES = re.findall(r"```console\n\$ scraper (.+)\n([^`]+)```", README)
SET_UP = re.findall(r"^\$ (python3 -m venv .+)$", README, re.MULTILINE)


def pattern(shown: str) -> re.Pattern[str]:
    """What an example shows: a line `…` stands for any lines, `…` within a line for any text."""
    lines = (r"(?:.*\n)*?" if line == "…" else f"{re.escape(line).replace('…', '.*')}\n" for line in shown.splitlines())
    return re.compile("".join(lines))


@pytest.mark.parametrize(("arguments", "shown"), EXAMPLES, ids=[arguments.split()[0] for arguments, _ in EXAMPLES])
def test_a_command_prints_what_the_readme_shows(
    arguments: str, shown: str, capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(ROOT)
    assert run(shlex.split(arguments)) == 0
    out, err = capfd.readouterr()
    assert pattern(shown).match(out)
    assert err == ""


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


def test_every_exit_code_is_in_the_readme() -> None:
    listed = {int(code) for code in re.findall(r"^\| (\d+) \|", README, re.MULTILINE)}
    assert listed == exit_codes(errors.ScraperError) | {0, INTERRUPTED}
