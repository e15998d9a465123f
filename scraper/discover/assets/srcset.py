"""Which of several sizes of a picture a browser asks for, in a window of 1,280 pixels on a common screen.

By the HTML standard (https://html.spec.whatwg.org/multipage/images.html#parsing-a-srcset-attribute), its choice as
Chromium makes it: the least of those that are sharp enough, else the sharpest.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import suppress

WINDOW = 1280.0
_EM = 16.0
_CANDIDATE = re.compile(r"[\s,]*([^\s,]\S*)")
_DESCRIPTOR = re.compile(r"\s*([\d.]+)([wx])(?:\s+\d+h)?\s*\Z")
_LENGTH = re.compile(r"(?:\A|[\s)])([\d.]{1,12})(px|vw|em|rem)\Z")
_FEATURE = re.compile(r"\(\s*(min|max)-width\s*:\s*([\d.]+)(px|em|rem)\s*\)", re.IGNORECASE)
_OTHER_MEDIA = re.compile(r"\s*(?:only\s+)?(?:print|speech|tty|projection|handheld)\b", re.IGNORECASE)
_MOST = 10_000


def chosen(srcset: str, sizes: str | None = None) -> str | None:
    """Return the address that is asked for of a `srcset`, `None` where it has none.

    >>> chosen("a.jpg 400w, b.jpg 1600w", "600px"), chosen("a.jpg, b.jpg 2x"), chosen("a.jpg 400w, b.jpg 1600w")
    ('b.jpg', 'a.jpg', 'b.jpg')
    """
    width = shown_width(sizes)
    found = sorted(_candidates(srcset[:_MOST], width), key=lambda one: one[0])
    return next((address for density, address in found if density >= 1.0), found[-1][1] if found else None)


def _candidates(srcset: str, width: float) -> Iterator[tuple[float, str]]:
    """Yield each address with the pixels that it has for one of the screen."""
    at = 0
    while found := _CANDIDATE.match(srcset, at):
        address = found[1].rstrip(",")
        at = found.end()
        told = ""
        if address == found[1]:
            end = srcset.find(",", at)
            told, at = (srcset[at:end], end) if end >= 0 else (srcset[at:], len(srcset))
        density = _density(told, width)
        if density is not None and address:
            yield density, address


def _density(told: str, width: float) -> float | None:
    """Return the density that a descriptor names; `None` where it is none."""
    if not told.strip():
        return 1.0
    found = _DESCRIPTOR.match(told)
    try:
        return (float(found[1]) / (width if found[2] == "w" else 1.0)) if found else None
    except ValueError:
        return None


def shown_width(sizes: str | None) -> float:
    """Return how wide `sizes` says the picture is shown; what can't be told is the window.

    >>> shown_width("(max-width: 600px) 100vw, 50vw"), shown_width("(min-width: 60em) 640px, 100vw"), shown_width(None)
    (640.0, 640.0, 1280.0)
    """
    for part in (sizes or "")[:_MOST].split(","):
        told = part.strip()
        found = _LENGTH.search(told)
        if found and is_shown(told[: found.end(1)]):
            with suppress(ValueError):
                return float(found[1]) * {"px": 1.0, "vw": WINDOW / 100}.get(found[2], _EM) or WINDOW
    return WINDOW


def is_shown(media: str | None) -> bool:
    """Return whether a media query holds for the window; one of a kind that is not known does.

    >>> is_shown("print"), is_shown("(max-width: 600px)"), is_shown("screen and (min-width: 40em)"), is_shown(None)
    (False, False, True, True)
    """
    if not media:
        return True
    return any(
        not _OTHER_MEDIA.match(query)
        and all(_holds(bound, float(number), unit) for bound, number, unit in _FEATURE.findall(query))
        for query in media[:_MOST].split(",")
    )


def _holds(bound: str, number: float, unit: str) -> bool:
    pixels = number * (1.0 if unit.lower() == "px" else _EM)
    return pixels <= WINDOW if bound.lower() == "min" else pixels >= WINDOW
