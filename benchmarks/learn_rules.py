"""What rules from two pages of a site are worth on a third: fields right before and after, on pages with gold.

    python -m benchmarks.learn_rules [GOLD…] [--sites 1000] [--korean] [--verbose]

GOLD is a folder with `gold.jsonl` and `pages/`. Of each site with three pages or more the first three are taken; each
is once the one that nobody taught, the two others are taught as `scraper learn` does: a rule for each field that is
wrong on one of them, measured on the third page without its gold. A third page without a rule stays as it was; the
rules that are shipped hold before and after. Names are compared as a set, a body by its words (F1 .9 or more is right),
the rest letter by letter without blanks. Web archives and sites that stand for many are left out.

`--korean`: of each made Korean system (`benchmarks.korean_make`) the subtitle is moved below everything, where nothing
takes it for one; two pages are taught, and of the other stories' pages the right subtitles are counted before and
after, and all other answers that were right before and are wrong after.
"""

from __future__ import annotations

import argparse
import gzip
import json
from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from benchmarks.korean_make import Made, is_cp949, make, skins, stories
from benchmarks.korean_skins import answers
from scraper.learn import FIELDS, Lesson, School, is_right, lesson, proposal_for, seen, with_rules
from scraper.model import Response
from scraper.pipeline import make_record, record_of
from scraper.sites import Sites, chosen_sites
from scraper.store.identity import host_of

_NO_SITE = ("archive.org", "example.com", "exemple.com")
_PAGES = 3
_TAUGHT = 2


def main() -> None:
    """Print a line a field."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("gold", nargs="*", type=Path)
    parser.add_argument("--korean", action="store_true")
    parser.add_argument("--sites", type=int, default=1000)
    parser.add_argument("--verbose", action="store_true")
    arguments = parser.parse_args()
    if arguments.korean:
        _korean()
    if not arguments.gold:
        return
    counts: Counter[tuple[str, str]] = Counter()
    sites = [one for folder in arguments.gold for one in _sites(folder)][: arguments.sites]
    for host, lessons in sites:
        _take(host, lessons, counts, is_verbose=arguments.verbose)
    print(f"{len(sites)} sites, {sum(len(lessons) for _, lessons in sites)} pages that were each once not taught")
    heads = ("field", "pages", "before", "after", "rules", "mended", "broken")
    print("".join(f"{head:>10}" for head in heads))
    for field in FIELDS:
        print(f"{field:>10}" + "".join(f"{counts[field, head]:10}" for head in heads[1:]))


def _sites(folder: Path) -> Iterator[tuple[str, list[Lesson]]]:
    rows: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for line in (folder / "gold.jsonl").read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        host = host_of(row.get("url") or "")
        if host and not host.endswith(_NO_SITE) and len(rows[host]) < _PAGES:
            rows[host].append(row)
    for host, found in rows.items():
        if len(found) == _PAGES:
            yield host, [lesson(_page(folder, row), row["gold"]) for row in found]


def _page(folder: Path, row: dict[str, Any]) -> Response:
    data = (folder / row["page"]).read_bytes()
    return Response(row["url"], gzip.decompress(data) if row["page"].endswith(".gz") else data)


def _take(host: str, lessons: list[Lesson], counts: Counter[tuple[str, str]], *, is_verbose: bool) -> None:
    rules = chosen_sites()
    records = [record_of(one.response, sites=rules) for one in lessons]
    for place, own in enumerate(lessons):
        made = make_record(own.response.content, own.response.url, sites=rules)
        others = [seen(made.page, made.labels, None)]
        for field in FIELDS:
            if not own.values.get(field):
                continue
            before = is_right(records[place], field, own.values[field])
            known = [number for number in range(_PAGES) if number != place and lessons[number].values.get(field)]
            is_wrong = any(not is_right(records[number], field, lessons[number].values[field]) for number in known)
            found = (
                proposal_for(School(host, others, rules), field, [lessons[number] for number in known])
                if is_wrong
                else None
            )
            after = before
            if found is not None:
                record = record_of(own.response, sites=with_rules(host, [found], rules))
                after = is_right(record, field, own.values[field])
            named = {"pages": True, "before": before, "after": after, "rules": found is not None}
            named |= {"mended": after and not before, "broken": before and not after}
            counts.update({(field, head): int(has) for head, has in named.items()})
            if is_verbose and found is not None:
                print(host, field, found.selector, f"{before} -> {after}")


def _korean() -> None:
    counts: Counter[str] = Counter()
    rules = chosen_sites()
    for skin in skins():
        made = [one for number in range(len(stories())) if (one := _moved(make(skin, number, 1))) is not None]
        if len(made) <= _TAUGHT:
            continue
        counts["systems"] += 1
        lessons = [lesson(Response(one.url, one.content), {"subtitle": one.subtitle}) for one in made[:_TAUGHT]]
        host = host_of(made[0].url) or ""
        found = proposal_for(School(host, (), rules), "subtitle", lessons)
        counts["without a rule"] += found is None
        after = with_rules(host, [found], rules) if found else rules
        for one in made[_TAUGHT:]:
            before, then = (_answers(one, sites) for sites in (rules, after))
            counts["unseen pages"] += 1
            counts["subtitle right before"] += before["subtitle"]
            counts["subtitle right after"] += then["subtitle"]
            counts["other answers broken"] += sum(before[name] and not then[name] for name in before)
    print(", ".join(f"{name} {number}" for name, number in counts.items()))


def _answers(made: Made, sites: Sites) -> dict[str, bool]:
    article = record_of(Response(made.url, made.content), sites=sites)
    return {name: is_right_one for name, is_right_one, _ in answers(made, article)}


def _moved(made: Made) -> Made | None:
    """Return the page with its subtitle behind all else, in an element with a name of its own."""
    coding = "cp949" if is_cp949(made.content.decode("ascii", "ignore")) else "utf-8"
    head, body, text = made.content.decode(coding).partition("<body")
    lines = made.subtitle.split("\n")
    if not made.subtitle or not all(line in text for line in lines) or "</body>" not in text:
        return None
    for line in lines:
        text = text.replace(line, "")
    moved = "".join(f"<p>{line}</p>" for line in lines)
    text = text.replace("</body>", f'<div class="closing-note">{moved}</div></body>')
    return made._replace(content=(head + body + text).encode(coding, "xmlcharrefreplace"))


if __name__ == "__main__":
    main()
