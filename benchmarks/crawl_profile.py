"""Where the CPU time of a crawled page goes, stage by stage, each run alone over the same pages of the town."""

from __future__ import annotations

import pickle
import tempfile
import time
from collections.abc import Callable, Iterable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from scraper.crawl.plan.site import Site
from scraper.crawl.reading import Task, read_page
from scraper.crawl.site.candidates import Source
from scraper.crawl.site.explorer import Explorer
from scraper.fetch.settings.tables import FetchSettings
from scraper.page import read
from scraper.parse import parse
from scraper.store import frontier
from scraper.store.archive import Archive
from scraper.store.intake import Item
from tests.fakes.town.running import running_town


def profile(stories: int) -> None:
    """Print the milliseconds of CPU that each stage takes for a story."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        with running_town(folder / "log", stories) as town:
            settings = FetchSettings(delay=0.0, allow_private_hosts=town.hosts)
            urls = [paper.url(story) for paper in town.papers for story in paper.living[:60]]
            with settings.fetcher(settings.courtesy()) as fetcher:
                responses = staged("fetch", fetcher.fetch, urls)
            starts = {paper.address: f"{paper.base}/" for paper in town.papers}
        tasks = [
            Task(0, starts[response.url.split("/")[2]], response.url, response.content, None, datetime.now(UTC))
            for response in responses
        ]
        pages = staged("read (page)", lambda task: read(task.content, task.url), tasks)
        staged("extract (parse)", lambda page: parse(page, captured_at=datetime.now(UTC)), pages)
        results = staged("read, extract and links", read_page, tasks)
        staged("to the parent and back", lambda one: pickle.loads(pickle.dumps(one)), results)  # noqa: S301 -- our own
        explorer = Explorer(Site(tasks[0].start))
        judge, source = explorer.candidates.judge, Source("story", None, 2)
        found = staged("judge links", lambda one: [judge(link.url, source) for link in one.links], results)
        items = [Item(response, one.article) for response, one in zip(responses, results, strict=True)]
        with Archive.open(folder / "archive") as archive:
            batches = [items[start : start + 64] for start in range(0, len(items), 64)]
            staged("store", archive.add_batch, batches, per=len(items))
            with archive.writing() as connection:
                wanted = [[one for one in some if one] for some in found]
                staged("enter links", lambda some: frontier.enter(connection, "a", some), wanted)


def staged(name: str, work: Callable[[Any], Any], inputs: Iterable[Any], per: int | None = None) -> list[Any]:
    """Return what `work` makes of the inputs, and print the CPU time of each."""
    given = list(inputs)
    began = time.process_time()
    results = [work(one) for one in given]
    print(f"  {name:26}{(time.process_time() - began) / (per or len(given)) * 1000:7.2f} ms")
    return results
