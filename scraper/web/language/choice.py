"""Which language a reader wants: what the address says, else the cookie of an earlier choice, else the browser."""

from __future__ import annotations

from collections.abc import Callable

from starlette.requests import Request

from scraper.web.language.korean_words import KOREAN

LANGUAGES = ("en", "ko")


def chosen_language(request: Request) -> str:
    """Return `en` or `ko`."""
    asked = (request.query_params.get("lang", ""), request.cookies.get("language", ""))
    chosen = next((one for one in asked if one in LANGUAGES), None)
    return chosen or _preferred(request.headers.get("accept-language", ""))


def _preferred(header: str) -> str:
    """Return the language that the browser likes best of ours.

    >>> _preferred("de, ko-KR;q=0.9, en;q=0.8"), _preferred("en-GB,ko;q=0.5"), _preferred("fr")
    ('ko', 'en', 'en')
    """
    liked = []
    for place, part in enumerate(header[:500].split(",")):
        name, _, quality = part.partition(";q=")
        try:
            weight = float(quality) if quality else 1.0
        except ValueError:
            continue
        liked.append((-weight, place, name.strip().lower().partition("-")[0]))
    return next((name for _, _, name in sorted(liked) if name in LANGUAGES), "en")


def sayings(language: str) -> Callable[[str], str]:
    """Return what gives the words of a screen, which are written in English, in the language."""
    return (lambda text: KOREAN.get(text, text)) if language == "ko" else str
