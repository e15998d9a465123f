"""What the extractor calls pages that are known to be articles, and how often their body comes from the page's data.

    python -m benchmarks.verdicts GOLD            # a folder with gold.jsonl, and its extra/

Rows whose gold has a body are articles: each that is called a list, empty or a wall is named as an error. The other
rows are pages of all kinds; what they are called is named, for the eye.
"""

from __future__ import annotations

import argparse
import gzip
import json
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from scraper import Article, Verdict, extract

FULL = frozenset({Verdict.ARTICLE, Verdict.LIVE, Verdict.GALLERY, Verdict.PAYWALLED})


def rows(folder: Path) -> Iterator[tuple[dict[str, Any], bytes]]:
    """Yield each page once, with its row; a page with gold from two sources is two rows with one file."""
    seen: set[Path] = set()
    for part in (folder, folder / "extra"):
        listed = part / "gold.jsonl"
        for line in listed.open(encoding="utf-8") if listed.exists() else ():
            row = json.loads(line)
            path = part / row["page"]
            if path not in seen:
                seen.add(path)
                content = path.read_bytes()
                yield row, gzip.decompress(content) if path.suffix == ".gz" else content


def described(row: dict[str, Any], article: Article) -> str:
    """Return a line that says what the page was called, and why."""
    evidence = article.evidence["verdict"]
    return f"{article.verdict:10} {row['id']}: {evidence.source}, {evidence.reason}"


def main() -> None:
    """Print the counts and the pages that are called something else than an article."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("gold", type=Path)
    counts: dict[bool, Counter[str]] = {True: Counter(), False: Counter()}
    sources: list[str] = []
    for row, content in rows(parser.parse_args().gold):
        article = extract(content, row["url"])
        has_body = bool(row["gold"].get("body"))
        counts[has_body][article.verdict] += 1
        if article.verdict is not Verdict.ARTICLE:
            is_error = has_body and article.verdict not in FULL
            print("ERROR" if is_error else "     ", described(row, article))
        source = article.evidence["body"].source
        if source not in {"visible text", "missing"}:
            sources.append(f"{row['id']}: {source}")
    for has_body, name in ((True, "with a body in the gold"), (False, "others")):
        print(f"\n{name}: {dict(counts[has_body])}")
    print("\nbody from the page's data:", *sources, sep="\n  ")


if __name__ == "__main__":
    main()
