"""One extractor in a process of its own: addresses of saved pages in, fields and times out, a JSON line each.

    python benchmarks/peer_worker.py NAME

Runs in the environment that has the extractor, so it imports nothing of the project but for the extractor `scraper`.
Times are CPU milliseconds of the extraction and, before it, of a bare lxml parse of the same bytes. No extractor can
open a connection.
"""

from __future__ import annotations

import gzip
import json
import logging
import os
import resource
import signal
import socket
import sys
import time
from collections.abc import Callable
from contextlib import suppress
from datetime import date
from importlib import import_module
from pathlib import Path
from types import MappingProxyType
from typing import Any, NamedTuple

import lxml.html

SECONDS = 20
Fields = dict[str, Any]
Extractor = Callable[[bytes, str], Fields]
_BLOCKS = frozenset(
    "p div section article h1 h2 h3 h4 h5 h6 ul ol li dl dt dd table tr td th blockquote pre br figure".split()  # noqa: SIM905 -- readable
)


class TookTooLongError(BaseException):
    """The deadline of one page; no extractor catches it as an error of its own."""


# ---------------------------------------------------------------- the extractors


def load_scraper() -> Extractor:
    """Return this project's full record."""
    from scraper import extract

    def run(content: bytes, url: str) -> Fields:
        article = extract(content, url)
        return {
            "headline": article.headline,
            "subtitle": article.subtitle,
            "authors": [author.name for author in article.authors],
            "published": article.published_at,
            "body": article.body_text,
        }

    return run


def load_trafilatura() -> Extractor:
    """Return text and metadata as `trafilatura.bare_extraction` gives them, comments off."""
    from trafilatura import bare_extraction

    def run(content: bytes, url: str) -> Fields:
        found = bare_extraction(content, url=url, with_metadata=True, include_comments=False)
        if found is None:
            return {}
        authors = [name for name in (found.author or "").split("; ") if name]
        return {"headline": found.title, "authors": authors, "published": found.date, "body": found.text}

    return run


def load_trafilatura_text() -> Extractor:
    """Return the text alone, in trafilatura's quick mode without its fallbacks."""
    from trafilatura import extract

    return lambda content, url: {"body": extract(content, url=url, fast=True, include_comments=False)}


def load_newspaper4k() -> Extractor:
    """Return title, authors, date and text of `newspaper.Article`."""
    import newspaper
    from newspaper.parsers import get_unicode_html

    def run(content: bytes, url: str) -> Fields:
        article = newspaper.Article(url, fetch_images=False)
        article.download(input_html=get_unicode_html(content))
        article.parse()
        return {
            "headline": article.title,
            "authors": article.authors,
            "published": article.publish_date,
            "body": article.text,
        }

    return run


def load_readability() -> Extractor:
    """Return short title and text of `readability.Document`."""
    from readability import Document

    def run(content: bytes, url: str) -> Fields:
        document = Document(content, url=url)
        return {"headline": document.short_title(), "body": _text(document.summary(html_partial=True))}

    return run


def load_resiliparse() -> Extractor:
    """Return the title element and the main content as plain text."""
    from resiliparse.extract.html2text import extract_plain_text
    from resiliparse.parse.encoding import detect_encoding
    from resiliparse.parse.html import HTMLTree

    def run(content: bytes, url: str) -> Fields:  # noqa: ARG001 -- it has no use for an address
        tree = HTMLTree.parse_from_bytes(content, detect_encoding(content) or "utf-8")
        body = extract_plain_text(tree, main_content=True, alt_texts=False, list_bullets=False)
        return {"headline": tree.title, "body": body}

    return run


def load_goose3() -> Extractor:
    """Return title, authors, date and cleaned text of `goose3.Goose`."""
    decode = import_module("bs4.dammit").UnicodeDammit
    goose = import_module("goose3").Goose({"enable_image_fetching": False})

    def run(content: bytes, url: str) -> Fields:  # noqa: ARG001 -- given an address it would fetch it
        article = goose.extract(raw_html=decode(content, is_html=True).unicode_markup)
        return {
            "headline": article.title,
            "authors": article.authors,
            "published": article.publish_date,
            "body": article.cleaned_text,
        }

    return run


def load_htmldate() -> Extractor:
    """Return the original date that `htmldate.find_date` finds."""
    from htmldate import find_date

    return lambda content, url: {"published": find_date(content, url=url, original_date=True)}


class Contestant(NamedTuple):
    """How an extractor is loaded and which of the gold's fields it gives."""

    load: Callable[[], Extractor]
    fields: frozenset[str]


_MOST = frozenset({"body", "headline", "authors", "published"})
CONTESTANTS = MappingProxyType(
    {
        "scraper": Contestant(load_scraper, _MOST | {"subtitle"}),
        "trafilatura": Contestant(load_trafilatura, _MOST),
        "trafilatura-text": Contestant(load_trafilatura_text, frozenset({"body"})),
        "newspaper4k": Contestant(load_newspaper4k, _MOST),
        "readability": Contestant(load_readability, frozenset({"body", "headline"})),
        "resiliparse": Contestant(load_resiliparse, frozenset({"body", "headline"})),
        "goose3": Contestant(load_goose3, _MOST),
        "htmldate": Contestant(load_htmldate, frozenset({"published"})),
    }
)


def _text(fragment: str) -> str:
    """Return the text of an HTML fragment, block elements on lines of their own."""
    if not fragment.strip():
        return ""
    tree = lxml.html.fragment_fromstring(fragment, create_parent="div")
    for element in tree.iter(*_BLOCKS):
        element.text = "\n" + (element.text or "")
        element.tail = "\n" + (element.tail or "")
    return str(tree.text_content())


# ---------------------------------------------------------------- the process


def page_bytes(path: str) -> bytes:
    """Return a saved page, gunzipped."""
    content = Path(path).read_bytes()
    return gzip.decompress(content) if path.endswith(".gz") else content


def measured(extractor: Extractor, content: bytes, url: str) -> Fields:
    """Return the fields of one page with `ms`, `base` (both CPU milliseconds) and the `error`, if there was one."""
    start = time.process_time()
    with suppress(ValueError, lxml.etree.LxmlError):  # a page that lxml gives up on has cost what it cost
        lxml.html.document_fromstring(content)
    base = time.process_time() - start
    fields: Fields = {}
    error = None
    signal.alarm(SECONDS)
    start = time.process_time()
    try:
        fields = extractor(content, url)
    except (Exception, TookTooLongError, SystemExit) as problem:  # noqa: BLE001 -- whatever it raises is its crash
        error = f"{type(problem).__name__}: {problem}"[:200]
    finally:
        spent = time.process_time() - start
        signal.alarm(0)
    told = {name: value.isoformat() if isinstance(value, date) else value for name, value in fields.items() if value}
    return {"pred": told, "ms": spent * 1000, "base": base * 1000, "error": error}


def serve(name: str) -> None:
    """Answer each line of standard input; what the extractor itself prints goes nowhere."""
    signal.signal(signal.SIGALRM, _overdue)
    socket.socket.connect = _refuse  # type: ignore[method-assign]
    answers = os.fdopen(os.dup(1), "w", encoding="utf-8")
    os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
    logging.disable(logging.CRITICAL)
    extractor = CONTESTANTS[name].load()
    print("ready", file=answers, flush=True)
    for line in sys.stdin:
        path, url = json.loads(line)
        told = measured(extractor, page_bytes(path), url)
        told["peak"] = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        print(json.dumps(told), file=answers, flush=True)


def _overdue(*_: object) -> None:
    raise TookTooLongError


def _refuse(*_: object) -> None:
    raise OSError("no connections here")


if __name__ == "__main__":
    serve(sys.argv[1])
