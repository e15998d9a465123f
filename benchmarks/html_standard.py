"""The HTML standard's own tests (html5lib-tests), as far as they tell of text: trees, character references, encodings.

    python -m benchmarks.html_standard ../shared/html5lib-tests [--differ]

A tree is equal if the text that a browser would show of it is the text of the blocks that are read, spaces aside. Asked
are the tests of whole pages without scripting. `--differ` lists those that are not, each with its kind.
"""

from __future__ import annotations

import argparse
import json
import re
from collections import Counter
from collections.abc import Iterator, Mapping
from pathlib import Path

from scraper.page.charset import decode
from scraper.page.charset.labels import codec_of
from scraper.page.markup import read_blocks

# What a browser's own style sheet hides, what is for browsers without scripts, and drawings.
_UNSEEN = frozenset(
    """head script style title template textarea noscript iframe noembed noframes select datalist rp dialog""".split()  # noqa: SIM905 -- readable
) | {"svg svg", "math annotation", "math annotation-xml"}
_SECTION = re.compile(
    r"(?:\A|\n)#(data|errors|new-errors|document-fragment|document|script-on|script-off|encoding)(?=\n|\Z)"
)
_NO_TEXT = re.compile("[\\s\x00-\x1f\ufffd]+")
# Why a difference is wanted or borne, by what the source shows; the first that fits.
_KINDS = (
    ("a page of frames has no text", re.compile("<frameset", re.IGNORECASE)),
    (
        "text of what no browser shows with scripts on",
        re.compile("<(?:noscript|iframe|noembed|noframes)", re.IGNORECASE),
    ),
    ("a list to choose from is no text", re.compile("<(?:select|option|optgroup)", re.IGNORECASE)),
    ("sections and HTML inside drawings", re.compile(r"<svg|<math|<!\[CDATA", re.IGNORECASE)),
    ("a comment left open hides nothing", re.compile("<!--(?!.*--!?>)", re.DOTALL)),
    ("a title, a field, a quote left open hides nothing", re.compile('<(?:title|textarea)|="[^"]*\\Z', re.IGNORECASE)),
    ("a declaration with a part of its own", re.compile(r"<!DOCTYPE[^>]*\[", re.IGNORECASE)),
    ("characters that are none", re.compile("&#x10FFF[EF]", re.IGNORECASE)),
)


def main() -> None:
    """Print the three tables."""
    parser = argparse.ArgumentParser()
    parser.add_argument("tests", type=Path)
    parser.add_argument("--differ", action="store_true")
    given = parser.parse_args()
    _print_trees(given.tests, differ=given.differ)
    for name in ("namedEntities", "entities", "numericEntities"):
        equal, count = compare_references(given.tests / "tokenizer" / f"{name}.test")
        print(f"character references, {name}: {equal} of {count}")
    equal, count = _encodings(given.tests / "encoding")
    print(f"encodings: {equal} of {count}")


def _print_trees(folder: Path, *, differ: bool) -> None:
    count, differences = compare_trees(folder)
    print(f"trees: {count - len(differences)} of {count} equal ({1 - len(differences) / count:.1%})")
    for kind, number in Counter(kind for _, kind in differences).most_common():
        print(f"  {number:3}  {kind}")
    for source, kind in differences if differ else ():
        print(f"{kind}: {source!r}")


def compare_trees(folder: Path) -> tuple[int, list[tuple[str, str]]]:
    """Return the number of trees, and the source of each that is read with another text, with its kind."""
    count = 0
    differences = []
    for file in sorted(folder.glob("tree-construction/*.dat")):
        for test in _tests(file):
            if "document-fragment" in test or "script-on" in test:
                continue
            count += 1
            wanted, found = _squeeze(_visible(test["document"])), _squeeze(_shown(test["data"]))
            if wanted != found:
                differences.append((test["data"], _kind(test["data"], wanted, found)))
    return count, differences


def _tests(file: Path) -> Iterator[dict[str, str]]:
    text = file.read_bytes().decode("utf-8", "surrogatepass")
    for chunk in re.split(r"(?:\A|\n\n)(?=#data\n)", text):
        parts = _SECTION.split(chunk)
        test: dict[str, str] = {}
        for name, value in zip(parts[1::2], parts[2::2], strict=True):
            test.setdefault(name, value[1:])
        if "data" in test and ("document" in test or "encoding" in test):
            yield test


def _visible(document: str) -> str:
    """Return the text of a tree as the tests print it: a node a line, two blanks a level."""
    found: list[str] = []
    above: list[str] = []
    text: list[str] | None = None
    for line in document.split("\n"):
        node = re.fullmatch(r"\| ( *)(.*)", line, re.DOTALL)
        if node is None or (text is not None and not text[-1].endswith('"')):
            if text is not None:
                text.append(line)
            continue
        if text is not None:
            found.append("\n".join(text))
            text = None
        del above[len(node[1]) // 2 :]
        if node[2].startswith('"'):
            text = [node[2]] if _UNSEEN.isdisjoint(above) else None
        elif node[2] == "content":
            above.append("template")
        elif re.match("<[^!?]", node[2]):
            above.append(node[2][1:-1])
    if text is not None:
        found.append("\n".join(text))
    return "".join(part.strip("\n").removeprefix('"').removesuffix('"') for part in found)


def _shown(source: str) -> str:
    reading = read_blocks(source)
    return "".join(block.text for block in reading.blocks if not reading.elements[block.element].is_hidden)


def _squeeze(text: str) -> str:
    return _NO_TEXT.sub("", text)


def _kind(source: str, wanted: str, found: str) -> str:
    if sorted(wanted) == sorted(found):
        return "text that a table pushes out stands where it was written"
    return next((kind for kind, shows in _KINDS if shows.search(source)), "other")


def compare_references(file: Path) -> tuple[int, int]:
    """Return how many character references are resolved as the standard does, and of how many."""
    equal = count = 0
    for test in json.loads(file.read_text(encoding="utf-8"))["tests"]:
        kinds = {token[0] for token in test["output"] if isinstance(token, list)}
        if kinds == {"Character"} and "<" not in test["input"]:
            wanted = "".join(token[1] for token in test["output"] if isinstance(token, list))
            found = _shown(f"<pre>x{test['input']}x</pre>")
            equal += _squeeze(f"x{wanted}x") == _squeeze(found)
            count += 1
        elif kinds == {"StartTag"}:
            (_, name, attributes, *_) = next(token for token in test["output"] if isinstance(token, list))
            equal += _attributes(test["input"].replace(f"<{name}", "<p", 1)) == attributes
            count += 1
    return equal, count


def _attributes(source: str) -> Mapping[str, str]:
    return dict(read_blocks(source).elements[-1].attributes)


def _encodings(folder: Path) -> tuple[int, int]:
    """Return for how many pages the text is that of the standard's charset, of how many."""
    equal = count = 0
    for file in sorted(folder.glob("*.dat")):
        raw = file.read_bytes()
        for chunk in raw.split(b"#data\n")[1:]:
            data, _, rest = chunk.partition(b"\n#encoding\n")
            label = rest.split(b"\n")[0].strip().decode("ascii", "replace")
            codec = codec_of(label)
            equal += codec is not None and decode(data).text == data.decode(codec, "replace").removeprefix("\ufeff")
            count += 1
    return equal, count


if __name__ == "__main__":
    main()
