"""What the screens share while the server runs: the archive, its overview, the templates, the secrets of this run."""

from __future__ import annotations

import secrets
import threading
import time
from collections import Counter, OrderedDict
from copy import copy
from datetime import UTC, datetime
from functools import cached_property
from hashlib import sha256
from pathlib import Path
from typing import Any, NamedTuple

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response
from starlette.templating import Jinja2Templates

from scraper.inputs import stated_charset
from scraper.model import Response as Page
from scraper.pipeline import Explained, make_record
from scraper.sites import Sites, chosen_sites, own_rules
from scraper.store import Archive, overview
from scraper.web.given import Given
from scraper.web.guard import Doors, csrf_of
from scraper.web.language import chosen_language, sayings
from scraper.web.settings import Settings

_TEMPLATES = Path(__file__).parent / "templates"
# An overview of a large archive takes seconds; a newer one is made beside the requests, and no oftener than this.
_OVERVIEW_SECONDS = 30.0
# The screen of an X-ray and its frame ask for the same page one after the other.
_REMEMBERED = 16
SITES = "sites"


class Morning(NamedTuple):
    """An overview with the time that it is of."""

    overview: overview.Overview
    at: datetime


class Served:
    """The state of one running server."""

    def __init__(self, settings: Settings) -> None:
        self.settings = settings
        self.secret = secrets.token_bytes(32)
        self.doors = Doors(settings.token)
        self.began = time.monotonic()
        self.given = Given()
        self._explained: OrderedDict[tuple[str, str | None], Explained] = OrderedDict()
        self.jobs: dict[str, Any] = {}
        self.requests: Counter[tuple[str, int]] = Counter()
        self._templates = Jinja2Templates(_TEMPLATES)
        self._making = threading.Lock()
        self._making_explained = threading.Lock()
        self._morning: Morning | None = None
        self._stamp: tuple[int, ...] = ()
        self._looked = 0.0

    @property
    def unhurried(self) -> Archive:
        """The archive for what nobody waits for; 404 where there is none."""
        if self.settings.archive is None:
            raise HTTPException(404, "No archive is served; give --archive DIR or --db URL.")
        return self.settings.archive

    @cached_property
    def archive(self) -> Archive:
        """The archive for what a reader waits for: what it is asked ends in time."""
        hurried = copy(self.unhurried)
        hurried.query_seconds = self.settings.bounds.query_seconds
        return hurried

    @property
    def can_teach(self) -> bool:
        """Whether rules may be written: there are pages, and a folder for the rules."""
        archive = self.settings.archive
        return archive is not None and archive.folder is not None and not self.settings.is_read_only

    def rule_folders(self) -> tuple[str, ...]:
        """Return the folders of rules: those that were given, then the archive's own."""
        own = self.own_folder()
        return (*self.settings.sites, *((str(own),) if own and any(own.glob("*.toml")) else ()))

    def own_folder(self) -> Path | None:
        """Return the archive's folder of rules, there or not; one in a database alone has none."""
        archive = self.settings.archive
        return archive.folder / SITES if archive and archive.folder else None

    def sites(self) -> Sites:
        """Return the rules and functions by which pages are read; raises `SiteRuleError`."""
        return chosen_sites(self.rule_folders())

    def explained(self, page: Page) -> Explained:
        """Return a captured page with its record and the labels of its blocks; the last ones are remembered."""
        folders = self.rule_folders()
        key = (f"{sha256(page.content).hexdigest()} {page.url} {page.fetched_at}", own_rules(folders))
        with self._making_explained:
            made = self._explained.get(key)
        if made is None:
            made = self.read(page)
            with self._making_explained:
                self._explained[key] = made
                while len(self._explained) > _REMEMBERED:
                    self._explained.popitem(last=False)
        return made

    def read(self, page: Page) -> Explained:
        """Return a captured page with its record and the labels of its blocks."""
        url = page.final_url or page.url or None
        charset = stated_charset(page)
        made = make_record(page.content, url, captured_at=page.fetched_at, charset=charset, sites=self.sites())
        return Explained(made.page, made.article, made.labels)

    def morning(self) -> Morning:
        """Return the overview: the first request makes it, later ones get it while a newer one is made."""
        with self._making:
            if self._morning is None:
                self._make()
            elif time.monotonic() - self._looked > _OVERVIEW_SECONDS:
                self._looked = time.monotonic()
                threading.Thread(target=self._renew, daemon=True).start()
            assert self._morning is not None  # noqa: S101 -- for the type checker: it has just been made
            return self._morning

    def _renew(self) -> None:
        with self.archive.reading() as connection:
            is_new = overview.stamp(connection) != self._stamp
        if is_new:
            self._make()

    def _make(self) -> None:
        with self.unhurried.reading() as connection:
            stamp = overview.stamp(connection)
            made = overview.overview(connection)
        self._stamp, self._morning = stamp, Morning(made, datetime.now(UTC))
        self._looked = time.monotonic()

    def page(self, request: Request, name: str, *, status: int = 200, **shown: Any) -> Response:
        """Return a screen in the reader's language."""
        language = chosen_language(request)
        common = {
            "say": sayings(language),
            "language": language,
            "csrf": csrf_of(request),
            "settings": self.settings,
            "here": request.url.path,
            "can_teach": self.can_teach,
            "can_log_out": self.settings.token is not None,
        }
        html = self._templates.get_template(name).render(**common, **shown)
        answer = HTMLResponse(html, status)
        if request.query_params.get("lang"):
            answer.set_cookie("language", language, httponly=True, samesite="strict")
        return answer


def served(request: Request) -> Served:
    """Return the state of the server that the request came to."""
    found: Served = request.app.state.served
    return found
