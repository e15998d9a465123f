"""Real Korean pages with what a reader saw on them, field by field, with the rules for sites and without.

    python -m benchmarks.korean_pages FOLDER

FOLDER holds `manifest.jsonl` (one object a page: name, kind, url, headline, subtitle lines, byline, date, modified,
captions, section, first and last paragraph) and `pages/NAME.html`. What the manifest leaves out is not asked. A
paragraph is right without the dateline before it, for the record keeps that in a field of its own. Prints the share of
right ones for each question, and what is wrong.
"""

from __future__ import annotations

import json
import sys
import unicodedata
from collections import defaultdict
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

from scraper.model import Article, Verdict
from scraper.pipeline import extract
from scraper.sites import chosen_sites

ARTICLES = frozenset({"article", "press_release"})
LISTS = frozenset({"list", "section", "home"})
PARAGRAPH = 40
CAPTION = 16


def answers(page: dict[str, Any], article: Article) -> Iterator[tuple[str, bool, str]]:
    """Yield each question about a page, whether the record is right, and what it says."""
    kind = page["kind"]
    if kind in ARTICLES | LISTS:
        wanted = Verdict.ARTICLE if kind in ARTICLES else Verdict.LIST
        yield "verdict", article.verdict is wanted, article.verdict.value
    if kind in LISTS:
        yield "no article invented", not article.body, article.body_text[:60]
    if kind in ARTICLES:
        yield from _text_answers(page, article)
        yield from _date_answers(page, article)


def _text_answers(page: dict[str, Any], article: Article) -> Iterator[tuple[str, bool, str]]:
    text = plain(article.body_text)
    yield "headline", plain(article.headline or "") == plain(page["headline"]), article.headline or ""
    wanted = plain(" ".join(page["subtitle"]))
    yield "subtitle" if wanted else "no subtitle", plain(article.subtitle or "") == wanted, article.subtitle or ""
    if page.get("section"):
        yield "section", page["section"] in article.section, " > ".join(article.section)
    for key in ("first_body_paragraph", "last_body_paragraph"):
        paragraph = plain(page[key])
        head = paragraph[-PARAGRAPH:] if key.startswith("last") else paragraph.partition(")")[2] or paragraph
        yield key.replace("_", " "), head.strip()[:PARAGRAPH] in text, text[:60]
    shown = [plain(image.caption or "") for image in article.images]
    for caption in page["captions"]:
        bare = plain(caption).lstrip("▲ ")[:CAPTION]
        yield "caption", any(one.startswith(bare) for one in shown), " | ".join(shown)
        if len(bare) == CAPTION:
            yield "caption kept out", bare not in text, caption


def _date_answers(page: dict[str, Any], article: Article) -> Iterator[tuple[str, bool, str]]:
    for name, given, found in (
        ("published", page.get("date"), article.published_at),
        ("modified", page.get("modified"), article.modified_at),
    ):
        if given:
            at = datetime.fromisoformat(given)
            yield f"{name} day", found is not None and found.date() == at.date(), str(found)
            if "T" in given:
                yield f"{name} minute", found is not None and f"{found:%H:%M}" == f"{at:%H:%M}", str(found)


def plain(text: str) -> str:
    """Return the text with its white space folded, composed: pages print 李 in two ways."""
    return " ".join(unicodedata.normalize("NFC", text).split())


def main(folder: str) -> None:
    """Print both tables."""
    pages = [json.loads(line) for line in Path(folder, "manifest.jsonl").read_text("utf-8").splitlines() if line]
    for title, sites in (("with the rules for sites", chosen_sites()), ("without rules", chosen_sites(["off"]))):
        counts: dict[str, list[bool]] = defaultdict(list)
        wrong: list[str] = []
        for page in pages:
            url = page.get("url") or ""
            content = Path(folder, "pages", f"{page['name']}.html").read_bytes()
            article = extract(content, url if url.startswith("http") else None, sites=sites)
            for question, is_right, said in answers(page, article):
                counts[question].append(is_right)
                if not is_right:
                    wrong.append(f"  {page['name']}: {question}: {said!r}")
        print(title)
        for question, marks in counts.items():
            print(f"  {question:22}{sum(marks):4} of {len(marks)}")
        print("\n".join(["wrong:", *wrong]) if wrong else "nothing wrong")


if __name__ == "__main__":
    main(sys.argv[1])
