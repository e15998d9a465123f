"""Made pages of Korean systems with their markup changed: which questions are answered worse then, without rules.

    python -m benchmarks.korean_changes [--seed 1] [--wrong CHANGE]

Each change leaves what readers see: no title, no head, no classes, capitals, other white space, unclosed paragraphs,
other elements, tables and divs around everything, fonts, comments, scripts, character references. Prints for each
change the share of right ones for each question that is below 1.
"""

from __future__ import annotations

import argparse
import re
from collections import defaultdict
from collections.abc import Callable, Mapping
from types import MappingProxyType

from benchmarks.korean_make import VISIT, Made, is_cp949, make, skins
from benchmarks.korean_skins import answers
from scraper.pipeline import extract
from scraper.sites import Sites

# Stories with a subtitle of two lines, of three, and about the weather.
STORIES = (0, 3, 6)
_FLAGS = re.DOTALL | re.IGNORECASE
_ADVERT = '<div><a href="/ad">여름 특가전(클릭!)</a></div>'
_BLOCK = re.compile(r"(</?(?:p|div|li|ul|td|tr|table|h[1-6]|section|article|header)\b[^>]*>)")


def _swap(pattern: str, by: str) -> Callable[[str], str]:
    return lambda text: re.sub(pattern, by, text, flags=_FLAGS)


def _referenced(text: str) -> str:
    """Return the text with every fifth letter of Hangul between tags as a character reference."""
    letters = 0

    def reference(match: re.Match[str]) -> str:
        nonlocal letters
        letters += 1
        return f"&#{ord(match[0])};" if letters % 5 == 0 else match[0]

    head, tag, body = text.partition("<body")
    return head + tag + re.sub(r"[가-힣](?![^<]*</script>)", reference, body)


CHANGES: Mapping[str, Callable[[str], str]] = MappingProxyType(
    {
        "no title": _swap(r"<title>.*?</title>", ""),
        "no head": _swap(r"<head>.*?</head>", "<head></head>"),
        "no meta": _swap(r'<meta property[^>]*>|<script type="application/ld\+json">.*?</script>', ""),
        "no classes": _swap(r'\s(?:class|id)="[^"]*"', ""),
        "capitals": lambda text: re.sub(r"</?[a-z][a-z0-9]*", lambda match: match[0].upper(), text),
        "one line": _swap(r">\s+<", "><"),
        "white space": lambda text: _BLOCK.sub(r"\n   \1\n\t ", text),
        "unclosed p": _swap(r"</p>", ""),
        "div for p": _swap(r"<(/?)p\b", r"<\1div"),
        "tables around": _swap(
            r"(<body[^>]*>)(.*)</body>", r"\1<table><tr><td><table><tr><td>\2</table></table></body>"
        ),
        "divs around": _swap(r"(<body[^>]*>)(.*)</body>", rf"\1{'<div>' * 25}\2{'</div>' * 25}</body>"),
        "fonts": _swap(r"<p>([^<]{20,})</p>", r'<p><font face="굴림" size="2">\1</font></p>'),
        "hard blanks": _swap(r"<p>([^<]{20,})</p>", r"<p>&nbsp;&nbsp;\1&nbsp;</p>"),
        "empty p": _swap(r"</p>", "</p><p>&nbsp;</p>"),
        "scripts": _swap(r"</p>", "</p><script>var unit = '광고';</script>"),
        "comments": _swap(r"<p>", "<!-- 문단 --><p>"),
        "references": _referenced,
        "advert": lambda text: re.sub(
            r"</p>\s*<p", '</p><div><a href="/ad">여름 특가전(클릭!)</a></div><p', text, count=1
        ),
    }
)


def changed(made: Made, change: Callable[[str], str]) -> Made:
    """Return the page with its markup changed, in its own charset."""
    charset = "cp949" if is_cp949(made.content.decode("ascii", "ignore")) else "utf-8"
    return made._replace(content=change(made.content.decode(charset)).encode(charset, "xmlcharrefreplace"))


def main() -> None:
    """Print a line for each change."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", 1)[0])
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--wrong", default="")
    given = parser.parse_args()
    pages = [
        make(skin, number, given.seed) for skin in skins() if not skin.stem.startswith("list-") for number in STORIES
    ]
    for name, change in CHANGES.items():
        marks: dict[str, list[bool]] = defaultdict(list)
        for made in pages:
            page = changed(made, change)
            for question, is_right, said in answers(
                page, extract(page.content, page.url, captured_at=VISIT, sites=Sites())
            ):
                marks[question].append(is_right)
                if name == given.wrong and not is_right:
                    print(f"  {page.name}: {question}: {said!r}")
        below = [f"{question} {sum(given) / len(given):.3f}" for question, given in marks.items() if not all(given)]
        print(f"{name:14} {len(pages)} pages  {', '.join(below) or 'all right'}")


if __name__ == "__main__":
    main()
