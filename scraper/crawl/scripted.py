"""The addresses that a page leads to without a link: those in its frames, and where a script leads at a click."""

from __future__ import annotations

import re
from html import unescape

_FRAME = re.compile(r"<i?frame\s[^<>]{0,600}?\bsrc\s*=\s*[\"']?([^\"'\s<>]{1,2000})", re.IGNORECASE)
# As in <tr onclick="location.href='/view.php?no=12'"> and <a href="javascript:location='/view.php?no=12'">.
_CLICK = re.compile(
    r"<([a-z]{1,10}[1-6]?)\s[^<>]{0,600}?\b(?:onclick\s*=|href\s*=\s*[\"']?javascript:)[^<>]{0,200}?"
    r"\blocation(?:\.href)?\s*=\s*(?:&quot;|&#0*39;|&apos;|[\"'])([^\"'<>\s]{1,2000}?)(?:&quot;|&#0*39;|&apos;|[\"'])",
    re.IGNORECASE,
)
_TAG = re.compile(r"<[^<>]*>")
# The text of what is clicked is looked for within so many letters.
_TEXT = 600


def frames(html: str) -> list[str]:
    """Return the addresses of the page's frames.

    >>> frames('<frameset><frame name=top src="/top.html"><frame src=/main.html></frameset>')
    ['/top.html', '/main.html']
    """
    return [unescape(src) for src in _FRAME.findall(html)]


def clicks(html: str) -> list[tuple[str, str]]:
    '''Return the addresses that a click leads to by a script, each with the text that is clicked.

    >>> clicks("""<tr onclick="location.href='/view.php?no=12'"><td>Ferry comes back</td></tr>""")
    [('/view.php?no=12', 'Ferry comes back')]
    '''
    return [(unescape(found[2]), _text(html, found)) for found in _CLICK.finditer(html)]


def _text(html: str, found: re.Match[str]) -> str:
    after = html[found.end() : found.end() + _TEXT].partition(">")[2]
    inner = re.split(rf"</{found[1]}\b", after, maxsplit=1, flags=re.IGNORECASE)[0]
    return " ".join(unescape(_TAG.sub(" ", inner)).split())
