"""A node of a content system's JSON in, its HTML out: what the page's own scripts would show, for the same page pass.

Content systems name their nodes alike: a kind (paragraph, heading, list, quote), and under one of a few keys its text
or its children. No system is known by name.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from html import escape
from types import MappingProxyType
from typing import Any

_KIND_KEYS = ("type", "_type", "nodeType", "tag", "tagName", "kind", "name", "blockType", "__typename", "component")
# The first of these that has any text is a node's content.
_CONTENT_KEYS = (
    "html", "rendered", "__html", "dangerouslySetInnerHTML", "children", "content", "contents", "content_elements",
    "blocks", "nodes", "elements", "items", "listItems", "paragraphs", "rows", "cells", "innerHTML", "text", "value",
    "body", "data", "json", "model", "props", "attributes", "attrs", "fields", "paragraph",
)  # fmt: skip
_HEADING_KEYS = ("heading", "header", "title", "headline", "subheading")
_LONGEST_HEADING = 160
# Kinds are in lower case, as `kind_of` returns them.
_NO_TEXT = re.compile(
    r"image|photo|picture|figure|video|audio|embed|advert|\bads?\b|promo|related|newsletter|gallery|social|tweet|"
    r"instagram|youtube|iframe|script|style|recirc|interstitial|divider|button|player|script|\bimg\b|form|nav|footer"
)
_HEADING = re.compile(r"head|\bh[1-6]\b|title|crosshead", re.IGNORECASE)
_LEVEL_WORDS = MappingProxyType({"one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6})
_LEVEL = re.compile(r"h(?:eading)?[-_ ]?([1-6])\b|\b(one|two|three|four|five|six)\b", re.IGNORECASE)
_LIST = re.compile(r"^(?:[ou]l|(?:.*[^a-z])?(?:un)?(?:ordered|bullet(?:ed)?)?[-_]?list)$", re.IGNORECASE)
_ITEM = re.compile(r"list[-_]?item|^li$", re.IGNORECASE)
_QUOTE = re.compile(r"quote", re.IGNORECASE)
_CODE = re.compile(r"^(?:pre|code(?:[-_]?block)?)$", re.IGNORECASE)
_INLINE = re.compile(r"^(?:span|strong|b|em|i|u|mark|small|sub|sup|a|link|hyperlink|fragment)$", re.IGNORECASE)
_MARKUP = re.compile(r"<(?:[a-z][a-z0-9]*\b[^<>]*|/[a-z][a-z0-9]*|!--)", re.IGNORECASE)
_BLOCK_MARKUP = re.compile(
    r"<(?:p|div|h[1-6]|ul|ol|li|table|blockquote|figure|pre|section|article|br)\b", re.IGNORECASE
)
# Where a script puts an advert or a widget: `$$AD$$`, `{{ related }}`, `[[video]]`.
_PLACEHOLDER = re.compile(r"\$\$\w{1,40}\$\$|\{\{[^{}]{0,80}\}\}|\[\[[^\[\]]{0,80}\]\]")
_DEEPEST = 24


def as_html(value: Any) -> str:
    """Return the HTML of a text, of a list of nodes or of one node; empty when it has no text to read."""
    return _render(value, 0, is_inline=False)


def kind_of(node: Mapping[str, Any]) -> str:
    """Return what the node says it is, lower case, "" if it does not say."""
    for key in _KIND_KEYS:
        name = node.get(key)
        if isinstance(name, str) and len(name) < 60:
            return name.lower()
    return ""


def content_of(node: Mapping[str, Any]) -> Any:
    """Return the value under the first content key that holds anything, `None` if there is none."""
    for key in _CONTENT_KEYS:
        value = node.get(key)
        if value and isinstance(value, str | list | dict):
            return value
    return None


def has_no_text(node: Mapping[str, Any]) -> bool:
    """Whether the node is a picture, an advert or another thing that is not the article's text."""
    return bool(_NO_TEXT.search(kind_of(node)))


def is_leaf(node: Any, depth: int = 4) -> bool:
    """Whether the node is one block of text: a string, or a node whose content is a string, inline nodes or a list."""
    if isinstance(node, str):
        return True
    if not isinstance(node, dict) or depth == 0 or has_no_text(node):
        return False
    content = content_of(node)
    kind = kind_of(node)
    if isinstance(content, list) and not (_LIST.search(kind) or _QUOTE.search(kind)):
        return all(isinstance(item, str) or _is_inline(item) for item in content)
    return content is not None and (isinstance(content, list) or is_leaf(content, depth - 1))


def _is_inline(node: Any) -> bool:
    if not isinstance(node, dict):
        return False
    kind = kind_of(node)
    return kind in {"", "text"} or bool(_INLINE.match(kind)) or not isinstance(content_of(node), list)


def _render(value: Any, depth: int, *, is_inline: bool) -> str:
    if isinstance(value, str):
        return _text(value, is_inline=is_inline)
    if depth > _DEEPEST:
        return ""
    if isinstance(value, list):
        return "".join([_render(item, depth + 1, is_inline=is_inline) for item in value])
    if isinstance(value, dict):
        return _node(value, depth, is_inline=is_inline)
    return ""


def _node(node: Mapping[str, Any], depth: int, *, is_inline: bool) -> str:
    if has_no_text(node):
        return ""
    tag = _tag(node, is_inline=is_inline)
    inside = tag in {"p", "li", "blockquote", "pre"} or tag[:1] == "h"
    inner = ""
    for key in _CONTENT_KEYS:
        content = node.get(key)
        inner = _render(content, depth + 1, is_inline=inside or (is_inline and tag == "")) if content else ""
        if inner:
            break
    if tag == "ul" and "<li>" not in inner:
        parts = [_render(item, depth + 1, is_inline=True) for item in _items(node)]
        inner = "".join(f"<li>{part}</li>" for part in parts if part)
    if not inner or (tag == "p" and _BLOCK_MARKUP.search(inner)):
        return inner
    return f"{_own_heading(node, is_inline=is_inline)}<{tag}>{inner}</{tag}>" if tag else inner


def _items(node: Mapping[str, Any]) -> list[Any]:
    """Return the items of a list, which may stand in an object of their own."""
    content: Any = node
    for _ in range(4):
        if not isinstance(content, dict):
            break
        content = content_of(content)
    return content if isinstance(content, list) else []


def _own_heading(node: Mapping[str, Any], *, is_inline: bool) -> str:
    if is_inline:
        return ""
    said = next((text for key in _HEADING_KEYS if isinstance(text := node.get(key), str) and text.strip()), "")
    return f"<h3>{_text(said, is_inline=True)}</h3>" if 0 < len(said) <= _LONGEST_HEADING else ""


def _tag(node: Mapping[str, Any], *, is_inline: bool) -> str:
    """Return the tag that shows the node, "" for one that only holds others or stands in a line."""
    kind = kind_of(node)
    style = node.get("style")
    said = f"{kind} {style}" if isinstance(style, str) and len(style) < 40 else kind
    if _ITEM.search(kind):
        return "li"
    if _LIST.search(kind):
        return "ul"
    if is_inline:
        return ""
    if _HEADING.search(said):
        return f"h{_heading_level(node, said)}"
    if _QUOTE.search(said):
        return "blockquote"
    if _CODE.search(kind):
        return "pre"
    return "p"


def _heading_level(node: Mapping[str, Any], said: str) -> int:
    level = next((node[key] for key in ("level", "depth", "size") if isinstance(node.get(key), int)), None)
    if level is None:
        found = _LEVEL.search(said)
        level = 2 if found is None else int(found[1]) if found[1] else _LEVEL_WORDS[found[2].lower()]
    return min(max(level, 2), 6)


def _text(text: str, *, is_inline: bool) -> str:
    """Return a string as HTML: as it is when it has markup, else its lines as paragraphs."""
    if "$$" in text or "{{" in text or "[[" in text:
        text = _PLACEHOLDER.sub("", text)
    if not text.strip():
        return text if is_inline else ""
    if not _MARKUP.search(text):
        lines = [escape(line, quote=False) for line in text.split("\n")]
        if is_inline:
            return "<br>".join(lines)
        return "".join([f"<p>{line}</p>" for line in lines if line.strip()])
    return text if is_inline or _BLOCK_MARKUP.search(text) else f"<p>{text}</p>"
