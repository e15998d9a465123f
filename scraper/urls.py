"""An address as a page, a feed or a server writes it in, the whole address that a browser makes of it out.

By the URL standard of the WHATWG (https://url.spec.whatwg.org/), which `urllib.parse` does not follow: blanks inside
become %20, backslashes slashes, tabs and line ends are dropped, dot segments resolved, hosts go through IDNA. Anything
at all may be asked; what is no address is `None`, never an error.
"""

from __future__ import annotations

import re
from urllib.parse import quote, unquote

_HIGH = re.compile(r"[^\x00-\x7f]+")
_SURROGATE = re.compile("[\ud800-\udfff]")
# In a query all of ASCII stays as it is but these: the standard's query percent-encode set.
_KEPT_IN_QUERY = "".join(chr(number) for number in range(0x21, 0x7F) if chr(number) not in "\"#'<>")
# Only addresses of these schemes have a query in the page's charset.
_SCHEME = re.compile(r"[\x00-\x20]*([A-Za-z][A-Za-z0-9+.-]*):")
_WEB_SCHEMES = frozenset({"http", "https"})
# All up to the last @ before the path is the log-in.
_LOGIN = re.compile(r"\s*([A-Za-z][A-Za-z0-9+.-]*:[/\\]{2})([^/\\?#]*)@")


def join(base: str | None, address: str, *, charset: str = "utf-8") -> str | None:
    r"""Return the whole address that `address` stands for on a page at `base`; `None` where it stands for none.

    Its fragment stays, its scheme may be any. A `base` that is no address itself counts as none. `charset` is the
    page's: what a query has besides ASCII is sent in it, and a character that it lacks as its number.

    >>> join("https://paper.example/news/", " ../사진 1.jpg ")
    'https://paper.example/%EC%82%AC%EC%A7%84%201.jpg'
    >>> join("http://paper.example/", "\\list?q=강남", charset="cp949")
    'http://paper.example/list?q=%B0%AD%B3%B2'
    >>> join("https://paper.example/", "http://[your-domain]/")
    """
    # Its 10 ms are spent where the first address is met.
    import ada_url

    if not address.isascii():
        # A browser's strings hold no lone surrogates.
        address = _SURROGATE.sub("\ufffd", address)
        if not charset.startswith("utf"):
            address = _encode_query(address, charset)
    try:
        if base:
            return ada_url.join_url(base, address)
    except ValueError:
        # A whole address needs no base.
        pass
    try:
        return ada_url.normalize_url(address)
    except ValueError:
        return None


def base_of(url: str | None, declared: str | None, *, charset: str = "utf-8") -> str | None:
    """Return what the addresses of a page at `url` are relative to when its `<base href>` is `declared`.

    Only a web address serves (HTML standard, 4.2.3); any other leaves the page's own.

    >>> base_of("https://paper.example/news/1", "/old/"), base_of("https://paper.example/news/1", "http://[domain]/")
    ('https://paper.example/old/', 'https://paper.example/news/1')
    """
    found = join(url, declared, charset=charset) if declared else None
    return found if found and is_web(found) else url


def is_web(address: str) -> bool:
    """Return whether an address begins as one of http or https does.

    >>> is_web("https://paper.example/"), is_web("mailto:desk@paper.example")
    (True, False)
    """
    return address.partition(":")[0].lower() in _WEB_SCHEMES


def _encode_query(address: str, charset: str) -> str:
    scheme = _SCHEME.match(address)
    if scheme and scheme[1].lower() not in _WEB_SCHEMES:
        return address
    head, mark, fragment = address.partition("#")
    path, question, query = head.partition("?")
    query = _HIGH.sub(lambda found: _encode(found[0], charset), query)
    return f"{path}{question}{query}{mark}{fragment}"


def _encode(text: str, charset: str) -> str:
    """Return a run of characters as a query in `charset` has it: its bytes, each that is no plain letter as %XX."""
    try:
        return quote(text.encode(charset), safe=_KEPT_IN_QUERY)
    except UnicodeEncodeError:
        return "".join(_encode(one, charset) for one in text) if len(text) > 1 else f"%26%23{ord(text)}%3B"
    except LookupError:
        return text


def without_login(address: str) -> str:
    """Return a whole address without the user's name and password in it: they go to the server, and nowhere else.

    >>> without_login("https://me:secret@paper.example/a@b"), without_login("https://paper.example/@me")
    ('https://paper.example/a@b', 'https://paper.example/@me')
    """
    return split_login(address)[0]


def split_login(address: str) -> tuple[str, tuple[str, str] | None]:
    """Return a whole address without its log-in, and the log-in (user, password), `None` when there is none."""
    found = _LOGIN.match(address)
    if not found:
        return address, None
    user, _, password = found[2].partition(":")
    return found[1] + address[found.end() :], (unquote(user), unquote(password))
