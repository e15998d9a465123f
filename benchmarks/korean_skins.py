"""Made pages of Korean content systems: how much of what they say the record has, with the rules for sites and without.

    python -m benchmarks.korean_skins [--seed 1] [--only SKIN] [--text] [--by-skin] [--wrong] [--write FOLDER]

The skins (`skins/*.html`, see `korean_make`) were written from a description of each system, not from its rule nor from
the fixtures. Prints the share of right ones for each question, by skin with `--by-skin`, and with `--wrong` what is
wrong; `--write` keeps the pages. `--text` gives the text of each page alone, a line a block, as dumps hold it.
"""

from __future__ import annotations

import argparse
import unicodedata
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

from benchmarks.korean_make import VISIT, Made, make, skins, stories
from scraper.model import Article, Verdict
from scraper.page import read
from scraper.pipeline import extract
from scraper.sites import Sites, chosen_sites

QUESTIONS = (
    "list", "verdict", "headline", "subtitle", "authors", "day", "minute", "modified", "caption", "caption kept out",
    "text",
)  # fmt: skip


def answers(made: Made, article: Article) -> Iterator[tuple[str, bool, str]]:
    """Yield each question about a page, whether the record is right, and what it says."""
    if made.name.startswith("list-"):
        yield "list", article.verdict is Verdict.LIST and not article.body, article.verdict.value
        return
    yield "verdict", article.verdict is Verdict.ARTICLE, article.verdict.value
    yield "headline", article.headline == made.headline, article.headline or ""
    yield "subtitle", (article.subtitle or "") == made.subtitle, article.subtitle or ""
    names = [author.name for author in article.authors]
    yield "authors", names == ([made.author] if made.author else []), ", ".join(names)
    at = article.published_at
    yield "day", at is not None and at.date() == made.published.date(), str(at)
    if made.is_timed:
        yield "minute", at is not None and at.replace(second=0) == made.published.replace(second=0), str(at)
    if made.modified:
        at = article.modified_at
        yield "modified", at is not None and at.replace(second=0) == made.modified.replace(second=0), str(at)
    if made.caption:
        shown = [image.caption or "" for image in article.images]
        yield "caption", any(made.caption in one for one in shown), " | ".join(shown)
        yield "caption kept out", made.caption not in article.body_text, made.caption
    yield "text", plain(article.body_text) == plain(made.text), difference(made.text, article.body_text)


def dump(made: Made) -> Made:
    """Return the title and the text of a page in place of its HTML; it shows no pictures."""
    page = read(made.content, made.url)
    return made._replace(content="\n".join((page.signals.title, *(block.text for block in page.blocks))).encode())


def plain(text: str) -> str:
    """Return the text with its white space folded, composed."""
    return " ".join(unicodedata.normalize("NFC", text).split())


def difference(wanted: str, got: str) -> str:
    """Return the lines that are missing and those that are too many."""
    right, given = wanted.split("\n"), got.split("\n")
    lines = [f"- {line[:70]}" for line in right if line not in given]
    return "; ".join([*lines, *(f"+ {line[:70]}" for line in given if line not in right)])


def measure(pages: list[Made], sites: Sites) -> list[tuple[Made, str, bool, str]]:
    """Return the answers on all pages."""
    return [
        (made, *answer)
        for made in pages
        for answer in answers(made, extract(made.content, made.url, captured_at=VISIT, sites=sites))
    ]


def shares(found: list[tuple[Made, str, bool, str]]) -> str:
    """Return the shares of right ones in the order of the questions."""
    marks: dict[str, list[bool]] = defaultdict(list)
    for _, question, is_right, _ in found:
        marks[question].append(is_right)
    return " ".join(f"{sum(marks[q]) / len(marks[q]):8.3f}" if marks[q] else "       -" for q in QUESTIONS)


def main() -> None:
    """Print the tables."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", 1)[0])
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--only", default="")
    parser.add_argument("--text", action="store_true")
    parser.add_argument("--by-skin", action="store_true")
    parser.add_argument("--wrong", action="store_true")
    parser.add_argument("--write", type=Path)
    given = parser.parse_args()
    pages = [
        make(skin, number, given.seed)
        for skin in skins()
        if given.only in skin.stem
        for number in range(len(stories()))
    ]
    if given.text:
        pages = [dump(made) for made in pages if not made.name.startswith("list-")]
    if given.write:
        given.write.mkdir(parents=True, exist_ok=True)
        for made in pages:
            (given.write / f"{made.name.replace(' ', '-')}.html").write_bytes(made.content)
    rules = chosen_sites()
    held = sum(rules.ruling(read(made.content, made.url)) is not None for made in pages)
    print(f"{len(pages)} pages, a rule holds for {held}")
    print(" " * 26, " ".join(f"{question[-8:]:>8}" for question in QUESTIONS))
    for title, sites in (("with the rules for sites", rules), ("without rules", chosen_sites(["off"]))):
        found = measure(pages, sites)
        print(f"{title:26} {shares(found)}")
        for skin in sorted({made.name.rsplit(" ", 1)[0] for made in pages}) if given.by_skin else ():
            print(f"  {skin:24} {shares([one for one in found if one[0].name.startswith(f'{skin} ')])}")
        if given.wrong:
            print(*(f"  {made.name}: {q}: {said!r}" for made, q, is_right, said in found if not is_right), sep="\n")


if __name__ == "__main__":
    main()
