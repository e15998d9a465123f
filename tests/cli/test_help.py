"""Finding one's way: help, hints at what was meant, and completion."""

import os
import subprocess
import sys
from pathlib import Path

import click
import pytest

from scraper.cli import VERBS, run
from scraper.cli import scraper as group

Capture = pytest.CaptureFixture[str]


@pytest.mark.parametrize("verb", VERBS)
def test_help_is_what_the_option_shows(verb: str, capsys: Capture) -> None:
    assert run(["help", verb]) == 0
    asked = capsys.readouterr().out
    assert run([verb, "--help"]) == 0
    assert asked == capsys.readouterr().out
    assert asked.startswith(f"Usage: scraper {verb} ")


def test_help_alone_lists_all_verbs(capsys: Capture) -> None:
    assert run(["help"]) == 0
    out = capsys.readouterr().out
    assert [verb for verb in VERBS if f"\n  {verb} " not in out] == []


@pytest.mark.parametrize(
    ("arguments", "hint"),
    [
        (["extrat", "page.html"], "no command 'extrat'; did you mean extract"),
        (["Crawl"], "did you mean crawl"),
        (["help", "serch"], "no command 'serch'; did you mean search"),
        (["juggle"], "no command 'juggle'; `scraper help` lists them"),
        (["extract", "--formt", "csv"], "--format"),
        (["completion", "tcsh"], "'tcsh' is not one of 'bash', 'zsh', 'fish'"),
    ],
)
def test_what_was_perhaps_meant(arguments: list[str], hint: str, capsys: Capture) -> None:
    assert run(arguments) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert hint in err


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_completion_prints_lines_for_the_shell(shell: str, capsys: Capture) -> None:
    assert run(["completion", shell]) == 0
    assert f"_SCRAPER_COMPLETE={shell}_complete" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("words", "offered"),
    [
        ("scraper ex", ["plain,extract", "plain,explain", "plain,export"]),
        ("scraper extract --form", ["plain,--format"]),
        ("scraper extract --format mark", ["plain,markdown"]),
        ("scraper extract pa", ["file,pa"]),
        ("scraper search --archive pa", ["file,pa"]),
        ("scraper help sea", ["plain,search"]),
    ],
)
def test_what_the_tab_key_offers(words: str, offered: list[str]) -> None:
    place = {"COMP_WORDS": words, "COMP_CWORD": str(words.count(" ")), "_SCRAPER_COMPLETE": "bash_complete"}
    command = (sys.executable, "-m", "scraper")
    done = subprocess.run(command, env=os.environ | place, capture_output=True, text=True, check=True)
    assert done.stdout.splitlines() == offered


@pytest.mark.parametrize("verb", VERBS)
def test_every_file_is_completed(verb: str) -> None:
    command = group.get_command(click.Context(group), verb)
    assert command is not None
    context = click.Context(command)
    named = [
        one
        for one in command.params
        if (one.metavar or "").strip("[]. ") in {"FILE", "DIR", "SOURCE", "PAGE", "FILE.zip"}
    ]
    assert [one.name for one in named if [item.type for item in one.shell_complete(context, "")] != ["file"]] == []


def test_manual_pages(tmp_path: Path, capsys: Capture) -> None:
    assert run(["help", "--man", str(tmp_path / "man1")]) == 0
    assert capsys.readouterr().out == ""
    pages = {page.name: page.read_text(encoding="utf-8") for page in (tmp_path / "man1").iterdir()}
    assert set(pages) == {"scraper.1", *(f"scraper-{verb}.1" for verb in VERBS)}
    assert "scraper\\-crawl(1)" in pages["scraper.1"]
    search = pages["scraper-search.1"]
    assert search.startswith('.TH "SCRAPER-SEARCH" 1 "" "scraper ')
    assert ".SH NAME\nscraper\\-search \\- Find the articles that have all WORDS" in search
    assert "\\fB\\-\\-limit" in search
    # Every line that begins with a dot is one that man knows.
    requests = {line.split()[0] for page in pages.values() for line in page.splitlines() if line.startswith(".")}
    assert requests == {".TH", ".SH", ".PP", ".TP"}
    assert all(map(str.isascii, pages.values()))


def test_manual_pages_where_nothing_can_be_written(tmp_path: Path, capsys: Capture) -> None:
    (tmp_path / "file").touch()
    assert run(["help", "--man", str(tmp_path / "file" / "man1")]) == 2
    assert "cannot be written" in capsys.readouterr().err
