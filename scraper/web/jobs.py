"""A site's records made anew by a thread of their own, one site at a time, and how far it has come."""

from __future__ import annotations

import logging
import secrets
import threading
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from scraper.model import Article, Failure, Response
from scraper.pipeline import attempt, record_of
from scraper.sites import Sites
from scraper.store import reextract
from scraper.web.served import Served

logger = logging.getLogger(__name__)

_MOST_JOBS = 100
_one_at_a_time = threading.Lock()


@dataclass
class Job:
    """What became of the stories so far."""

    host: str
    state: str = "running"
    done: int = 0
    kept: int = 0
    problem: str = ""
    effects: dict[str, Counter[str]] = field(default_factory=dict)


def redo(state: Served, host: str) -> str:
    """Begin to make the records of a site anew and return the name of the job."""
    name = secrets.token_urlsafe(16)
    job = Job(host)
    state.jobs[name] = job
    while len(state.jobs) > _MOST_JOBS:
        state.jobs.pop(next(iter(state.jobs)))
    threading.Thread(target=_run, args=(state, job), daemon=True).start()
    return name


def _run(state: Served, job: Job) -> None:
    try:
        with _one_at_a_time:
            _redo(state, job)
    except Exception as error:  # whatever ends the work, the page of the job says so
        logger.exception("%s: the records could not be made anew", job.host)
        job.state, job.problem = "failed", f"{type(error).__name__}: the log says more"


def _redo(state: Served, job: Job) -> None:
    archive, sites = state.unhurried, state.sites()

    def read(pages: Iterable[Response]) -> Iterator[Article | Failure]:
        return (_record(page, sites) for page in pages)

    for redone in reextract(archive, read, current=None, host=job.host):
        job.done += 1
        job.kept += redone.problem is not None
        for name, effect in redone.effects.items():
            job.effects.setdefault(name, Counter())[effect] += 1
    archive.cluster()
    job.state = "complete"


def _record(page: Response, sites: Sites) -> Article | Failure:
    return attempt(page.url, lambda: record_of(page, sites=sites))
