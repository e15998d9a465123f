"""The SAX target: libxml2's start, end and text events in, blocks with their elements, marks, links and images out.

It is the hottest code of the project: every event of the page passes through `start`, `end` or the buffer's `append`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Any

from scraper.model import Block, Element, ImageTag, Link, Mark, Script
from scraper.page.marks import mark_kind, mark_value

BLOCK_TAGS = frozenset(
    """html body div p section article main aside header footer nav ul ol li dl dt dd table caption thead tbody tfoot tr
    td th h1 h2 h3 h4 h5 h6 blockquote pre figure figcaption form fieldset legend address details summary button center
    hr noscript template select option iframe dialog menu hgroup picture video audio""".split()  # noqa: SIM905 -- readable
)
HIDDEN_TAGS = frozenset({"noscript", "template", "select", "dialog", "iframe"})
HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
RAW_TAGS = frozenset({"title", "script", "style", "svg", "textarea"})

# Lines between single <br> become blocks of their own when the whole is longer than this; shorter runs are addresses,
# headlines and subtitles that the page breaks for looks.
_SPLIT_LINES_OVER = 200
_MARK_LIMIT = 400
_MARK_BLOCKS = 6
_SCRIPT_MINIMUM = 20

_BREAK = "\v"
_HIDDEN_STYLE = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_DATA_SCRIPT = re.compile(
    r"__next_f|__[A-Z_]{4,}__|globalContent|initialState|INITIAL_STATE|preloadedState", re.IGNORECASE
)
_INVISIBLE = "\u200b\u200c\u200d\u2060\ufeff\u00ad\x1f"

# Named tuples are made by the bare constructor here: at a thousand a page the keyword form costs a tenth of the record.
_new: Callable[..., Any] = tuple.__new__

_Attributes = Mapping[str, str]


class _OpenMark:
    """A marked element that is open: where its text began, and how many of its own tag are open inside it.

    `element` is its number if it is block-level, else -1.
    """

    __slots__ = ("block", "element", "hint", "kind", "nested", "position", "tag", "value")

    def __init__(self, tag: str, kind: str, attributes: _Attributes, element: int) -> None:
        self.tag = tag
        self.kind = kind
        self.value = mark_value(attributes)
        self.hint = (attributes.get("itemprop") or attributes.get("class") or attributes.get("id") or "").lower()
        self.element = element
        self.block = 0
        self.position = 0
        self.nested = 0


class Target:
    """Collects one page. lxml calls `start`, `end`, `data` and `close`; `data` is the buffer's own `append`."""

    def __init__(self) -> None:
        self.blocks: list[Block] = []
        self.elements: list[Element] = [Element(-1, "html", 0)]
        self.marks: list[Mark] = []
        self.images: list[ImageTag] = []
        self.links: list[Link] = []
        self.meta: list[tuple[str, str]] = []
        self.head_links: list[tuple[str, str]] = []
        self.scripts: list[Script] = []
        self.title = ""
        self.language = ""
        self._buffer: list[str] = []
        self.data = self._buffer.append
        self._stack: list[int] = [0]
        self._marks: list[_OpenMark] = []
        self._plain: set[str | None] = {None, ""}
        self._link: tuple[_Attributes, int] | None = None
        self._link_from = 0
        self._link_chars = 0
        self._bold_depth = 0
        self._bold_from = 0
        self._bold_chars = 0
        self._raw: tuple[str, _Attributes, int, int] | None = None
        self._starts: dict[str, Callable[[str, _Attributes], None]] = {
            "a": self._start_link,
            "b": self._start_bold,
            "strong": self._start_bold,
            "br": self._start_break,
            "img": self._start_image,
            "meta": self._start_meta,
            "link": self._start_head_link,
            "time": self._start_time,
            **dict.fromkeys(RAW_TAGS, self._start_raw),
        }
        self._ends: dict[str, Callable[[str], None]] = {
            "a": self._end_link,
            "b": self._end_bold,
            "strong": self._end_bold,
            **dict.fromkeys(RAW_TAGS, self._end_raw),
        }

    # ------------------------------------------------------------ events

    def start(self, tag: str, attributes: _Attributes) -> None:
        """Open an element."""
        if tag in BLOCK_TAGS:
            buffer = self._buffer
            if buffer:
                if len(buffer) == 1 and buffer[0].isspace():
                    buffer.clear()
                else:
                    self._flush()
            stack, elements = self._stack, self.elements
            parent = stack[-1]
            is_hidden = elements[parent][4] or tag in HIDDEN_TAGS
            if attributes:
                if "style" in attributes or "hidden" in attributes:
                    is_hidden = is_hidden or _hides(attributes)
                if attributes.get("class") not in self._plain or "itemprop" in attributes or "id" in attributes:
                    self._open_mark(tag, attributes, len(elements))
            stack.append(len(elements))
            elements.append(_new(Element, (parent, tag, len(stack), attributes, is_hidden)))
            return
        marks = self._marks
        if marks and marks[-1].tag == tag:
            marks[-1].nested += 1
        if tag in self._starts:
            self._starts[tag](tag, attributes)
        elif attributes and (attributes.get("class") not in self._plain or "itemprop" in attributes):
            self._open_mark(tag, attributes, -1)

    def end(self, tag: str) -> None:
        """Close an element."""
        if tag in BLOCK_TAGS:
            buffer = self._buffer
            if buffer:
                if len(buffer) == 1 and buffer[0].isspace():
                    buffer.clear()
                else:
                    self._flush()
            stack = self._stack
            if len(stack) > 1 and self.elements[stack[-1]][1] == tag:
                number = stack.pop()
                marks = self._marks
                while marks and marks[-1].element >= number:
                    self._close_mark()
            return
        if tag in self._ends:
            self._ends[tag](tag)
        marks = self._marks
        if marks and marks[-1].tag == tag:
            if marks[-1].nested:
                marks[-1].nested -= 1
            else:
                self._close_mark()

    def close(self) -> None:
        """End the page: what is still open ends here."""
        self._flush()
        while self._marks:
            self._close_mark()
        self.language = _declared_language(self.elements)
        # Bound methods would hold the page in a reference cycle.
        self._starts.clear()
        self._ends.clear()

    # ------------------------------------------------------------ blocks

    def _flush(self) -> None:
        """End the running block."""
        buffer = self._buffer
        if self._link is not None:
            self._link_chars += sum(map(len, buffer[self._link_from :]))
            self._link_from = 0
        if self._bold_depth:
            self._bold_chars += sum(map(len, buffer[self._bold_from :]))
            self._bold_from = 0
        text = buffer[0] if len(buffer) == 1 else "".join(buffer)
        buffer.clear()
        element = self._stack[-1]
        tag = self.elements[element][1]
        if _BREAK not in text and tag != "pre":
            text = " ".join(text.split())
        else:
            lines = _lines(text, tag)
            text = "\n".join(lines)
            if len(text) > _SPLIT_LINES_OVER and len(lines) > 1 and breaks_split(tag):
                self._add_lines(lines, tag, element)
                return
        size = len(text)
        link_chars, bold_chars = self._link_chars, self._bold_chars
        self._link_chars = self._bold_chars = 0
        if text and (size > len(_INVISIBLE) or text.strip(_INVISIBLE)):
            block = (len(self.blocks), text, tag, element, min(link_chars, size), min(bold_chars, size))
            self.blocks.append(_new(Block, block))

    def _add_lines(self, lines: list[str], tag: str, element: int) -> None:
        """Add each line as a block; links and emphasis are shared out by length."""
        total = sum(map(len, lines))
        link_share, bold_share = min(1.0, self._link_chars / total), min(1.0, self._bold_chars / total)
        self._link_chars = self._bold_chars = 0
        for line in lines:
            links, bold = int(len(line) * link_share), int(len(line) * bold_share)
            self.blocks.append(Block(len(self.blocks), line, tag, element, links, bold))

    def _start_break(self, _tag: str, _attributes: _Attributes) -> None:
        """Two line breaks with nothing between them end the block."""
        buffer = self._buffer
        last = len(buffer) - 1
        while last >= 0 and buffer[last] is not _BREAK and buffer[last].isspace():
            last -= 1
        if last >= 0 and buffer[last] is _BREAK and breaks_split(self.elements[self._stack[-1]][1]):
            self._flush()
        elif last >= 0:
            buffer.append(_BREAK)

    # ------------------------------------------------------------ links, emphasis, images

    def _start_link(self, tag: str, attributes: _Attributes) -> None:
        if self._link is not None:
            self._end_link(tag)
        self._link = (attributes, len(self.blocks))
        self._link_from = len(self._buffer)
        if attributes.get("class") not in self._plain or "itemprop" in attributes or "rel" in attributes:
            self._open_mark(tag, attributes, -1)

    def _end_link(self, _tag: str) -> None:
        if self._link is None:
            return
        attributes, first = self._link
        self._link = None
        text = " ".join("".join(self._buffer[self._link_from :]).split())
        self._link_chars += len(text)
        if len(self.blocks) > first and not text:
            text = self.blocks[first].text
        href = attributes.get("href")
        if href:
            self.links.append(_new(Link, (href, text, attributes.get("rel", ""), first)))

    def _start_bold(self, _tag: str, _attributes: _Attributes) -> None:
        if not self._bold_depth:
            self._bold_from = len(self._buffer)
        self._bold_depth += 1

    def _end_bold(self, _tag: str) -> None:
        if self._bold_depth == 1:
            self._bold_chars += sum(map(len, self._buffer[self._bold_from :]))
        self._bold_depth = max(0, self._bold_depth - 1)

    def _start_image(self, _tag: str, attributes: _Attributes) -> None:
        get = attributes.get
        src = get("data-src") or get("data-original") or get("data-lazy-src") or get("src")
        if not src or src.startswith("data:"):
            src = (get("data-srcset") or get("srcset") or "").strip().split(" ")[0] or get("src", "")
        if src:
            self.images.append(_new(ImageTag, (src, get("alt", ""), len(self.blocks), self._stack[-1])))

    # ------------------------------------------------------------ head and raw text

    def _start_meta(self, _tag: str, attributes: _Attributes) -> None:
        get = attributes.get
        name = get("property") or get("name") or get("itemprop") or get("http-equiv")
        if name:
            self.meta.append((name.strip().lower(), " ".join(get("content", "").split())))

    def _start_head_link(self, _tag: str, attributes: _Attributes) -> None:
        rel, href = attributes.get("rel"), attributes.get("href")
        if rel and href:
            self.head_links.append((rel.strip().lower(), href.strip()))

    def _start_raw(self, tag: str, attributes: _Attributes) -> None:
        if self._raw is None:
            self._raw = (tag, attributes, len(self._buffer), len(self.blocks))

    def _end_raw(self, tag: str) -> None:
        """Take the text of a title or script out of the running block, unless a block ended within it."""
        if self._raw is None or self._raw[0] != tag:
            return
        _, attributes, position, block = self._raw
        self._raw = None
        if block != len(self.blocks):
            return
        buffer = self._buffer
        if tag == "title":
            if not self.title:
                self.title = " ".join("".join(buffer[position:]).split())
        elif tag == "script":
            self._keep_script(attributes, buffer[position:])
        del buffer[position:]

    def _keep_script(self, attributes: _Attributes, parts: list[str]) -> None:
        kind = attributes.get("type", "").lower()
        text = parts[0] if len(parts) == 1 else "".join(parts)
        if len(text) > _SCRIPT_MINIMUM and ("json" in kind or _DATA_SCRIPT.search(text, 0, 400)):
            self.scripts.append(Script(kind, attributes.get("id", ""), text))

    # ------------------------------------------------------------ marks

    def _start_time(self, tag: str, attributes: _Attributes) -> None:
        self._push_mark(_OpenMark(tag, "time", attributes, -1))

    def _open_mark(self, tag: str, attributes: _Attributes, element: int) -> None:
        """Open a mark if the markup says what the element is; a class that says nothing is remembered as plain."""
        get = attributes.get
        kind = "author" if "author" in get("rel", "") else ""
        if not kind:
            kind = mark_kind(f"{get('itemprop', '')} {get('id', '')} {get('class', '')}")
        if kind:
            self._push_mark(_OpenMark(tag, kind, attributes, element))
            return
        if "itemprop" not in attributes and "id" not in attributes:
            self._plain.add(get("class"))

    def _push_mark(self, mark: _OpenMark) -> None:
        mark.block = len(self.blocks)
        mark.position = len(self._buffer)
        self._marks.append(mark)

    def _close_mark(self) -> None:
        mark = self._marks.pop()
        first, count = mark.block, len(self.blocks)
        if count == first:
            text = "".join(self._buffer[mark.position :]).replace(_BREAK, " ")
            text = " ".join(text.split())
        elif count - first <= _MARK_BLOCKS:
            text = "\n".join(block.text for block in self.blocks[first:count])
        else:
            return
        if len(text) <= _MARK_LIMIT and (text or mark.value):
            self.marks.append(Mark(mark.kind, text, mark.value, mark.hint, first))


def breaks_split(tag: str) -> bool:
    """Whether line breaks can end a block in `tag`: not in preformatted text and headings."""
    return tag != "pre" and tag not in HEADINGS


def _lines(text: str, tag: str) -> list[str]:
    if tag == "pre":
        return text.replace(_BREAK, "\n").replace("\r", "").strip("\n").split("\n")
    lines = [" ".join(line.split()) for line in text.split(_BREAK)]
    return [line for line in lines if line.strip(_INVISIBLE)]


def _hides(attributes: _Attributes) -> bool:
    return "hidden" in attributes or _HIDDEN_STYLE.search(attributes.get("style", "")) is not None


def _declared_language(elements: list[Element]) -> str:
    """Return the `lang` of the page's own `<html>`; the first element only holds what stands outside of it."""
    own = [element.attributes for element in elements[:3] if element.tag == "html"]
    languages = [attributes.get(name) for attributes in own for name in ("lang", "xml:lang")]
    return next((language for language in languages if language), "")
