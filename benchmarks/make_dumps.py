"""Gold pages in, text dumps of them out: training material for the line models, by the tools that leave such dumps.

    python -m benchmarks.make_dumps OUT GOLD [GOLD …]     # OUT/gold.jsonl and OUT/pages/, in the gold's own format
    python -m benchmarks.make_dumps OUT fixtures --each   # by every tool, not by one

Needs resiliparse and inscriptis (`pip install resiliparse inscriptis`) and the text browser lynx; a tool that is not
there is left out. With websocket-client and chromium it makes `innertext` too, what a person would copy from a window:
scripts and network are off. One dump is made of each page, for those of one page are much alike: by the tool that its
id picks, or the next one that leaves a text; `--each` makes one by every tool. A dump has the page's whole gold, also
what the tool does not show of it; where that has no body but snippets of one, the body of the page's HTML, if the
snippets agree. The gold of our own fixtures is the record of their HTML, which the tests hold to what is expected.
"""

from __future__ import annotations

import argparse
import gzip
import json
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import ExitStack, closing, suppress
from datetime import datetime
from pathlib import Path
from types import MappingProxyType
from typing import Any
from zlib import crc32

import lxml.html

from benchmarks.window_text import Window
from scraper.model import Verdict
from scraper.page.charset import decode
from scraper.parse.texts import words
from scraper.pipeline import extract

# The source of the dumps of our own pages.
FIXTURES = "fixtures"
_WIDTHS = (1000, 1000, 1000, 120, 80)
_SHORTEST = 200
_UNSEEN = frozenset({"script", "style", "head", "noscript", "template", "title", "svg", "iframe", "textarea"})
_BLOCKS = words(
    """
    address article aside blockquote body br button center dd details div dl dt fieldset figcaption figure footer form
    h1 h2 h3 h4 h5 h6 header hr html img input label li main nav ol option p pre section select summary table tbody
    td tfoot th thead tr ul video
    """
)


def full(html: str) -> str:
    """Return the page as Resiliparse dumps it, bullets before its items."""
    from resiliparse.extract.html2text import extract_plain_text

    return str(extract_plain_text(html, preserve_formatting=True, main_content=False))


def main_content(html: str) -> str:
    """Return what Resiliparse takes for the page's main content."""
    from resiliparse.extract.html2text import extract_plain_text

    return str(extract_plain_text(html, preserve_formatting=True, main_content=True))


def inscriptis(html: str) -> str:
    """Return the page as Inscriptis lays it out."""
    from inscriptis import get_text

    return str(get_text(html))


def lynx(html: str) -> str:
    """Return the page as the text browser prints it, at a width that depends on the page."""
    width = _WIDTHS[crc32(html.encode("utf-8", "replace")) % len(_WIDTHS)]
    options = ("-dump", "-nolist", f"-width={width}", "-assume_charset=utf-8", "-display_charset=utf-8", "-force_html")
    given = html.encode("utf-8", "replace")
    made = subprocess.run(
        (*_program("lynx"), *options, "-stdin"), input=given, capture_output=True, timeout=20, check=True
    )
    return made.stdout.decode("utf-8", "replace")


def wet(html: str) -> str:
    """Return the page in the form of Common Crawl's WET files: the title, then each block a line."""
    parser = lxml.html.HTMLParser(encoding="utf-8")
    tree = lxml.html.document_fromstring(html.encode("utf-8", "replace"), parser=parser)
    lines = [" ".join((tree.findtext(".//title") or "").split()), ""]
    body = tree.find(".//body")
    for event, element in lxml.etree.iterwalk(tree if body is None else body, events=("start", "end", "comment", "pi")):
        if not isinstance(element.tag, str):
            lines[-1] += element.tail or ""
        elif element.tag in _UNSEEN:
            lines += [element.tail or ""] if event == "end" else []
        else:
            lines += [""] if element.tag in _BLOCKS else []
            lines[-1] += (element.text if event == "start" else element.tail) or ""
    return "\n".join(line for line in (" ".join(line.split()) for line in lines) if line)


_TOOLS: Mapping[str, Callable[[str], str]] = MappingProxyType(
    {"full": full, "main": main_content, "inscriptis": inscriptis, "lynx": lynx, "wet": wet}
)


def _program(name: str) -> tuple[str]:
    return (shutil.which(name) or name,)


def _gold_rows(folder: Path) -> Iterator[tuple[dict[str, Any], str]]:
    """Yield each row of a gold folder whose body is known, with its page as text."""
    for line in (folder / "gold.jsonl").open(encoding="utf-8"):
        row = json.loads(line)
        content = (folder / row["page"]).read_bytes()
        content = gzip.decompress(content) if row["page"].endswith(".gz") else content
        row["gold"]["body"] = row["gold"].get("body") or _known_body(row, content)
        if row["gold"]["body"]:
            yield row, decode(content).text


def _known_body(row: dict[str, Any], content: bytes) -> str:
    """Return the body that the page's HTML gives, where it has all that the gold wants in it and nothing else's."""
    wanted, unwanted = row["gold"].get("with") or (), row["gold"].get("without") or ()
    article = extract(content, row["url"]) if wanted else None
    if article is None or article.verdict is not Verdict.ARTICLE:
        return ""
    text = _plain(article.body_text)
    is_right = all(_plain(part) in text for part in wanted) and not any(_plain(part) in text for part in unwanted)
    return article.body_text if is_right else ""


def _plain(text: str) -> str:
    return "".join(text.split())


def _fixture_rows(folder: Path) -> Iterator[tuple[dict[str, Any], str]]:
    """Yield a row for each article among our own fixtures, with its page as text."""
    for page in sorted(folder.glob("*/page.html")):
        given = json.loads((page.parent / "expected.json").read_text(encoding="utf-8"))
        content, seen_at = page.read_bytes(), given.get("captured_at")
        url = given.get("url") or f"https://{page.parent.name[:60]}.example/"
        article = extract(content, url, captured_at=datetime.fromisoformat(seen_at) if seen_at else None)
        if article.verdict is Verdict.ARTICLE and article.body and not given.get("xfail"):
            gold = {
                "headline": article.headline,
                "subtitle": article.subtitle,
                "authors": [author.name for author in article.authors],
                "published": article.published_at.isoformat() if article.published_at else None,
                "body": article.body_text,
            }
            row = {"id": page.parent.name, "source": FIXTURES, "lang": article.language, "url": url, "gold": gold}
            yield row, decode(content).text


def _rows(folder: Path) -> Iterator[tuple[dict[str, Any], str]]:
    return _gold_rows(folder) if (folder / "gold.jsonl").exists() else _fixture_rows(folder)


def main() -> None:
    """Make the dumps."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("out", type=Path)
    parser.add_argument("gold", type=Path, nargs="+", help="folders with gold.jsonl and pages/, or of fixtures")
    parser.add_argument("--each", action="store_true", help="a dump by every tool")
    options = parser.parse_args()
    (options.out / "pages").mkdir(parents=True, exist_ok=True)
    with ExitStack() as stack:
        index = stack.enter_context((options.out / "gold.jsonl").open("w", encoding="utf-8"))
        tools = dict(_TOOLS)
        with suppress(ImportError, OSError):
            tools["innertext"] = stack.enter_context(closing(Window())).text
        for row, html in (one for folder in options.gold for one in _rows(folder)):
            for style in _picked(list(tools), row["id"]):
                text = _made(tools[style], html, f"{style} {row['id']}")
                if len(text) >= _SHORTEST:
                    index.write(json.dumps(_written(options.out, row, style, text), ensure_ascii=False) + "\n")
                    if not options.each:
                        break


def _picked(styles: Sequence[str], name: str) -> list[str]:
    """Return the styles, the one that a page's name picks first."""
    first = crc32(name.encode()) % len(styles)
    return [*styles[first:], *styles[:first]]


def _made(tool: Callable[[str], str], html: str, name: str) -> str:
    try:
        return tool(html)
    except Exception as error:  # noqa: BLE001 -- what a tool makes of a page is not ours: it is named and left out
        print(f"{name}: {str(error)[:80]}", file=sys.stderr)
        return ""


def _written(out: Path, row: dict[str, Any], style: str, text: str) -> dict[str, Any]:
    """Write a dump and return its row of the gold."""
    name = f"pages/{style}-{row['id'].replace('/', '_')}.txt.gz"
    (out / name).write_bytes(gzip.compress(text.encode("utf-8", "replace"), mtime=0))
    return {**row, "id": f"{style}/{row['source']}/{row['id']}", "source": style, "page": name}


if __name__ == "__main__":
    main()
