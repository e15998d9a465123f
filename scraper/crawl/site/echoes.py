"""Stories that a site shows at several addresses, word for word: which address brought a story first."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from datetime import datetime

from scraper.crawl.site.sessions import Sessions
from scraper.model import Article, in_utc

# A shorter text is one that many pages may have: a note that only members may read on.
_LONG = 200
# Stories that are remembered, so that memory stays flat.
_MOST = 100_000


class Echoes:
    """The stories of one site by what they say; `sessions` is told what stands where."""

    def __init__(self, sessions: Sessions) -> None:
        self._sessions = sessions
        self._first: dict[bytes, str] = {}

    def recall(self, stored: Iterable[tuple[str, str | None, str | None, datetime | None]]) -> None:
        """Take in stories of earlier runs: address, headline, text, and when each was published."""
        for url, headline, text, at in stored:
            self._note(url, headline, text, at)

    def before(self, url: str, article: Article) -> str | None:
        """Return the other address that has brought this very story, `None` for the first."""
        first = self._note(url, article.headline, article.body_text, article.published_at)
        return None if first == url else first

    def _note(self, url: str, headline: str | None, text: str | None, at: datetime | None) -> str:
        if not text or len(text) < _LONG:
            return url
        moment = in_utc(at)
        told = f"{headline}\n{moment.date() if moment else None}\n{text}".encode("utf-8", "surrogatepass")
        digest = hashlib.sha256(told).digest()
        self._sessions.read(url, digest)
        if len(self._first) > _MOST:
            self._first.clear()
        return self._first.setdefault(digest, url)
