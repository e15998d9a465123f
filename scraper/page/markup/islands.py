"""HTML text in, the same text out without what is no text of the page; titles, data scripts and style sheets are kept.

Comments, scripts, styles, drawings (svg), the title and text fields end as the HTML standard says (section 13.2.5).
Where a page leaves one open, a browser shows nothing of what follows; here it ends so that what follows is not lost.
"""

from __future__ import annotations

import html
import re
from types import MappingProxyType

from scraper.model import Script
from scraper.page.markup.attributes import read_attributes

# A quote that nothing closes is a letter like any other: trying again behind it costs the square of the page.
ATTRIBUTES = r"""[^>=]*+(?:=\s*+(?:"[^"]*+"|'[^']*+'|)[^>=]*+)*+"""
# Letters in both cases are three times as quick as IGNORECASE.
_ISLAND = re.compile(
    r"<(?:!--|([sS](?:[cC][rR][iI][pP][tT]|[tT][yY][lL][eE]|[vV][gG])"
    r"|[tT](?:[iI][tT][lL][eE]|[eE][xX][tT][aA][rR][eE][aA])"
    r"|[pP][lL][aA][iI][nN][tT][eE][xX][tT]|[xX][mM][pP])(?=[\s/>]))",
    re.ASCII,
)
_ENDS = MappingProxyType(
    {
        "script": re.compile(r"</[sS][cC][rR][iI][pP][tT](?=[\s/>])", re.ASCII),
        "style": re.compile(r"</[sS][tT][yY][lL][eE](?=[\s/>])", re.ASCII),
        "title": re.compile(r"</[tT][iI][tT][lL][eE](?=[\s/>])", re.ASCII),
        "textarea": re.compile(r"</[tT][eE][xX][tT][aA][rR][eE][aA](?=[\s/>])", re.ASCII),
        "xmp": re.compile(r"</[xX][mM][pP](?=[\s/>])", re.ASCII),
        "comment": re.compile(r"--!?>"),
        "section": re.compile(r"\]\]>"),
    }
)
_TAG_REST = re.compile(rf"({ATTRIBUTES})>", re.ASCII)
# Inside a script: `<!--` hides a `<script>` and its end tag from the end of the whole.
_SCRIPT_STEP = re.compile(r"<!--(-*+>)?|-->|<(/?)[sS][cC][rR][iI][pP][tT](?=[\s/>])", re.ASCII)
# The start tags that end a drawing, for HTML's own elements do not stand in one (13.2.6.5).
BREAKOUTS = frozenset(
    """b big blockquote body br center code dd div dl dt em embed h1 h2 h3 h4 h5 h6 head hr i img li listing menu meta
    nobr ol p pre ruby s small span strong strike sub sup table tt u ul var""".split()  # noqa: SIM905 -- readable
)
# In these parts of a drawing they do.
INTEGRATION_POINTS = frozenset({"foreignobject", "desc", "title"})
_DRAWING_STEP = re.compile(
    rf"<(?:(!--)|(!\[CDATA\[)|(/?)(svg|{'|'.join(sorted(BREAKOUTS | INTEGRATION_POINTS))})(?=[\s/>]))",
    re.ASCII | re.IGNORECASE,
)
# A tag or a character reference that what follows an island would complete.
_OPEN = re.compile(r"(?:<[/!?]?|&#?[0-9A-Za-z]*+)\Z", re.ASCII)
LONGEST_OPEN = 40
SEPARATOR = "<!>"
SCRIPT_MINIMUM = 20
# What the scripts say in their first characters that carry a page's data; the names of globals that frameworks use.
DATA_HEAD = 400
_DATA_NAMES = ("__next_f", "globalContent", "nitialState", "INITIAL_STATE", "reloadedState")
_DATA_GLOBAL = re.compile(r"__[A-Za-z_]{4,}__")
# A script that begins with a global to which it gives JSON, and is no few settings.
_DATA_ASSIGNED = re.compile(
    r"\s*(?:(?:window|self|globalThis)(?:\.[\w$]+|\[[\"'][\w$.-]+[\"']\])|(?:var|let|const)\s+[\w$]+)\s*=\s*"
    r"(?:JSON\.parse\(\s*[\"'`]|\{\s*\"|\[\s*\{\s*\")"
)
# A style sheet right behind this is for browsers that run no scripts.
NO_SCRIPT = "<noscript"


class Islands:
    """Takes them out of one page; `title`, `scripts` and `styles` are what is kept of them."""

    def __init__(self, source: str) -> None:
        self._source = source
        self._kept: list[str] = []
        # What has no end further on: asking again at each of a hundred thousand would cost the square of the page.
        self._endless: set[str] = set()
        self.title = ""
        self.scripts: list[Script] = []
        self.styles: list[str] = []

    def cut(self) -> str:
        """Return the page without them."""
        source, kept = self._source, self._kept
        position = 0
        while found := _ISLAND.search(source, position):
            start, end = found.span()
            kept.append(source[position:start])
            if _OPEN.search(source, max(position, start - LONGEST_OPEN), start):
                kept.append(SEPARATOR)
            position = self._after_element(found[1].lower(), end) if found[1] else self._after_comment(end)
        kept.append(source[position:])
        return "".join(kept)

    def _after_comment(self, start: int) -> int:
        """Return where the text goes on after a comment whose `<!--` ends at `start`; an open one ends with its tag."""
        source = self._source
        if source.startswith((">", "->"), start):
            return source.index(">", start) + 1
        end = self._find("comment", start)
        return end.end() if end else source.find(">", start) + 1 or len(source)

    def _after_element(self, name: str, start: int) -> int:
        """Return where the text goes on after the element `name`, whose tag's name ends at `start`."""
        source = self._source
        tag = _TAG_REST.match(source, start)
        if tag is None:
            return len(source)
        first = tag.end()
        if name == "svg":
            return self._after_drawing(tag)
        if name == "plaintext":
            self._keep_as_written(source[first:])
            return len(source)
        end = self._script_end(first) if name == "script" else self._find(name, first)
        if end is None:
            # A script that was cut off holds no text; what is open otherwise is a slip of the page.
            return len(source) if name in {"script", "style"} else first
        self._keep(name, tag[1], first, end.start())
        rest = _TAG_REST.match(source, end.end())
        return rest.end() if rest else len(source)

    def _keep(self, name: str, markup: str, first: int, last: int) -> None:
        """Keep what an element between `first` and `last` says of the page."""
        source = self._source
        if name == "script":
            if last - first > SCRIPT_MINIMUM and carries_data(markup, source[first : min(last, first + DATA_HEAD)]):
                self.scripts.append(as_script(markup, source[first:last]))
        elif name == "style":
            text = source[first:last]
            before = source.rfind("<", 0, source.rfind("<", 0, first - len(markup) - 1))
            is_without_scripts = source[before : before + len(NO_SCRIPT)].lower() == NO_SCRIPT
            if not is_without_scripts and says_hidden(text) and is_for_screens(markup):
                self.styles.append(text)
        elif name == "title":
            self.title = self.title or " ".join(html.unescape(source[first:last]).split())
        elif name == "xmp":
            self._keep_as_written(source[first:last])

    def _keep_as_written(self, text: str) -> None:
        """Keep a text whose tags and character references are none."""
        self._kept.append(f"<pre>{html.escape(text, quote=False)}</pre>")

    def _script_end(self, start: int) -> re.Match[str] | None:
        """Return the end tag of the script that begins at `start` (13.2.5.15 to 13.2.5.31)."""
        source = self._source
        end = self._find("script", start)
        escape = source.find("<!--", start, end.start() if end else len(source))
        if escape < 0:
            return end
        # Neither; within `<!--`; within a `<script>` within that.
        depth = 0
        for step in _SCRIPT_STEP.finditer(source, escape):
            if step[1] or step[0] == "-->":
                depth = 0
            elif step[2] is None:
                depth = depth or 1
            elif not step[2]:
                depth = 2 if depth else 0
            elif depth < 2:
                return _ENDS["script"].match(source, step.start())
            else:
                depth = 1
        return None

    def _after_drawing(self, tag: re.Match[str]) -> int:
        """Return where the text goes on after a `<svg>`, whose start tag is `tag`: at its end, or at what ends it."""
        source, start = self._source, tag.end()
        if tag[1].endswith("/") or "svg" in self._endless:
            return start
        # How many elements with HTML in them are open, of each drawing around.
        html_in = [0]
        position = start
        while step := _DRAWING_STEP.search(source, position):
            position = self._after_step(step)
            name, is_end = (step[4] or "").lower(), bool(step[3])
            if name == "svg" and is_end:
                html_in.pop()
                if not html_in:
                    return position
            elif name == "svg":
                html_in += [0] * (source[position - 2] != "/")
            elif name in INTEGRATION_POINTS:
                html_in[-1] = max(0, html_in[-1] + (-1 if is_end else source[position - 2] != "/"))
            elif name and not html_in[-1] and (not is_end or name in {"p", "br"}):
                return step.start()
        if not any(html_in):
            return len(source)
        # What is open is HTML, and shown.
        self._endless.add("svg")
        return start

    def _after_step(self, step: re.Match[str]) -> int:
        """Return where a tag, a comment or a section inside a drawing ends."""
        if step[1]:
            return self._after_comment(step.end())
        end = self._find("section", step.end()) if step[2] else _TAG_REST.match(self._source, step.end())
        return end.end() if end else len(self._source)

    def _find(self, name: str, start: int) -> re.Match[str] | None:
        """Return the end of a comment, a section or an element `name` from `start` on."""
        if name in self._endless:
            return None
        end = _ENDS[name].search(self._source, start)
        if end is None:
            self._endless.add(name)
        return end


def says_hidden(sheet: str) -> bool:
    """Return whether a style sheet has a word by which it may hide something."""
    return "none" in sheet or "hidden" in sheet


def is_for_screens(markup: str) -> bool:
    """Return whether a style sheet with these attributes is for screens."""
    if not markup:
        return True
    attributes = read_attributes(markup)
    media, kind = attributes.get("media", "").strip().lower(), attributes.get("type", "").strip().lower()
    return media in {"", "all", "screen"} and kind in {"", "text/css"}


def carries_data(markup: str, head: str) -> bool:
    """Return whether a script with these attributes that begins so carries the data of its page."""
    if "json" in markup.lower() or any(name in head for name in _DATA_NAMES):
        return True
    if "__" in head and _DATA_GLOBAL.search(head):
        return True
    return len(head) == DATA_HEAD and _DATA_ASSIGNED.match(head) is not None


def as_script(markup: str, text: str) -> Script:
    """Return a script by its attributes and its text."""
    attributes = read_attributes(markup)
    return Script(attributes.get("type", "").lower(), attributes.get("id", ""), text)
