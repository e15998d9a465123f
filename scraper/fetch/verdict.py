"""What stands in place of a page just fetched: by its source, its headers, and where the redirects led."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

from scraper.model import Response, Wall
from scraper.page.walls import WallFound, find_wall

# Headers by which vendors tell their own challenges.
_CHALLENGE_HEADERS = (("cf-mitigated", "challenge"), ("x-amzn-waf-action", ""), ("x-datadome", "protected"))
_CONSENT_PLACE = re.compile(r"^consent\.|\bconsent\b|collectconsent|privacy-?(?:gate|wall)|zustimmung|cookie-?wall")
_LOGIN_PLACE = re.compile(r"/(?:log-?in|sign-?in|auth|anmelden|member/login|user/login)(?:[/.?_]|$)")
_ERROR_PLACE = re.compile(r"/(?:404|not-?found|error)(?:[/.?_]|$)")
_DATADOME_STATUS = 403


def judge(response: Response) -> WallFound | None:
    """Return the wall in place of the page: a header that says so, the page's own shape, or a telling redirect."""
    return _by_header(response) or find_wall(response.text) or _by_redirect(response)


def _by_header(response: Response) -> WallFound | None:
    for name, part in _CHALLENGE_HEADERS:
        value = response.header(name)
        if value is None or part not in value.lower():
            continue
        if name != "x-datadome" or response.status == _DATADOME_STATUS:
            return WallFound(Wall.CHALLENGE, f"header {name}: {value[:40]}")
    return None


def _by_redirect(response: Response) -> WallFound | None:
    """Judge by the last address, when the page asked for is another."""
    if not response.redirects:
        return None
    asked, at = urlsplit(response.url), urlsplit(response.final_url or response.url)
    place = f"{at.netloc}{at.path}".lower()
    if _CONSENT_PLACE.search(place) and not _CONSENT_PLACE.search(f"{asked.netloc}{asked.path}".lower()):
        return WallFound(Wall.CONSENT, f"it redirects to {place}")
    path = at.path.lower()
    if _LOGIN_PLACE.search(path) and not _LOGIN_PLACE.search(asked.path.lower()):
        return WallFound(Wall.LOGIN, f"it redirects to {place}")
    if _ERROR_PLACE.search(path) and not _ERROR_PLACE.search(asked.path.lower()):
        return WallFound(Wall.NOT_FOUND, f"it redirects to {place}")
    is_front = path in ("", "/") and not at.query and (len(asked.path) > 1 or bool(asked.query))
    return WallFound(Wall.NOT_FOUND, "it redirects to the front page") if is_front else None
