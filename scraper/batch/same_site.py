"""Pages in, a few of each site out, as a sample of what the site prints on all its pages."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Mapping

from scraper.batch.inputs import Input, content_of, site_of
from scraper.errors import NothingFound
from scraper.page import read
from scraper.parse import Sibling, as_sibling

# One page more shows most of what there is to see; each further one costs every page of the site a comparison.
SAMPLES = 16


def sample_siblings(pages: Iterable[Input]) -> Mapping[str, tuple[Sibling, ...]]:
    """Return up to 16 pages of each site; which ones depends on their bytes alone, not on order or names.

    Pages that can't be read are left out; raises nothing.
    """
    kept: dict[str, dict[str, bytes]] = defaultdict(dict)
    for page in pages:
        if content := _content(page):
            few = kept[site_of(page)]
            few[hashlib.sha256(content).hexdigest()] = content
            if len(few) > SAMPLES:
                del few[max(few)]
    return {site: tuple(as_sibling(read(content)) for content in few.values()) for site, few in kept.items()}


def _content(page: Input) -> bytes:
    try:
        return b"" if page.failure else content_of(page)
    except (NothingFound, OSError):
        return b""
