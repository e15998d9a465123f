"""The town as a test or a benchmark uses it: started in a process of its own, its log read, an archive held against it."""

from __future__ import annotations

import json
import subprocess
import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, NamedTuple
from urllib.request import urlopen

from sqlalchemy import select

from scraper.store.archive import Archive
from scraper.store.database.schema import articles, versions
from tests.fakes.town.paper import Paper
from tests.fakes.town.server import FAMILIES, make_papers
from tests.fakes.town.stories import Story
from tests.places import ROOT


class Kept(NamedTuple):
    """How an archive stands to the truth about one paper, by addresses."""

    wanted: set[str]
    missing: set[str]
    # Rows that are no living story: lists, pages about the paper, deleted stories that are not marked as gone.
    false: set[str]
    # Rows with another headline than the story's, or without one of its paragraphs.
    wrong: set[str]

    @property
    def completeness(self) -> float:
        """The share of the stories that are there."""
        return 1 - len(self.missing) / len(self.wanted)


class Town:
    """A running town; `papers` know the truth."""

    def __init__(self, papers: list[Paper], log: Path) -> None:
        self.papers = papers
        self.log = log

    @property
    def sites(self) -> list[str]:
        """The front pages."""
        return [f"{paper.base}/" for paper in self.papers]

    @property
    def hosts(self) -> tuple[str, ...]:
        """What a crawl must be allowed to ask."""
        return tuple(paper.address for paper in self.papers)

    def publish(self, edition: int) -> None:
        """Put out an edition."""
        with urlopen(f"{self.papers[0].base}/-/edition/{edition}") as answer:  # noqa: S310 -- our own server
            answer.read()
        for paper in self.papers:
            paper.edition = edition

    def requests(self) -> list[dict[str, Any]]:
        """Return the log since the last call."""
        lines = self.log.read_text(encoding="utf-8").splitlines()
        self.log.write_text("", encoding="utf-8")
        return [json.loads(line) for line in lines]

    def check(self, paper: Paper, archive: Archive) -> Kept:
        """Hold the archive against the truth about a paper."""
        truth = {paper.url(story).rstrip("/"): story for story in paper.living}
        columns = (articles.c.url, articles.c.headline, articles.c.body_text, articles.c.gone_at)
        with archive.reading() as connection:
            rows = connection.execute(select(*columns).where(articles.c.url.like(f"{paper.base}/%"))).all()
        stored = {row.url for row in rows if row.gone_at is None}
        wrong = {row.url for row in rows if row.url in truth and not _is_whole(truth[row.url], row)}
        return Kept(set(truth), set(truth) - stored, stored - set(truth), wrong)


def _is_whole(story: Story, row: Any) -> bool:
    """Whether a row has the story: a line too many (a byline in the text) is the parser's matter, not the crawl's."""
    return bool(row.headline == story.headline and set(story.paragraphs) <= set(row.body_text.split("\n")))


def contents(archive: Archive) -> list[tuple[Any, ...]]:
    """Return every version of every story but for when and in which order they came."""
    told = (articles.c.url, articles.c.gone_at.is_(None), versions.c.version, versions.c.headline, versions.c.body_text)
    joined = select(*told).select_from(articles.join(versions, versions.c.article_id == articles.c.id))
    with archive.reading() as connection:
        return sorted(tuple(row) for row in connection.execute(joined))


def requests_by_host(requests: Iterable[dict[str, Any]]) -> Counter[str]:
    """Count the requests of a log by host."""
    return Counter(request["host"] for request in requests)


@contextmanager
def running_town(log: Path, stories: int, families: Iterable[str] = tuple(FAMILIES), **options: Any) -> Iterator[Town]:
    """Run a town for the block; `options` are those of `tests.fakes.town.server`."""
    log.touch()
    command = [sys.executable, "-m", "tests.fakes.town.server", "--stories", str(stories), "--log", str(log)]
    command += ["--families", ",".join(families)]
    for name, value in options.items():
        command += [f"--{name.replace('_', '-')}", str(value)]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) as server:
        try:
            assert server.stdout
            port = int(server.stdout.readline())
            papers = make_papers(port, stories, families)
            for paper in papers:
                paper.listed_days = options.get("listed_days")
            yield Town(papers, log)
        finally:
            server.kill()
