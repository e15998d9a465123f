"""A request in, the same request or a refusal out: what stands before every screen.

In this order: the host name, the client's rate, the body's size, where a form comes from, the log-in; and the headers
that bind the browser on every answer.
"""

from __future__ import annotations

from scraper.web.guard.bodies import BodySize
from scraper.web.guard.forgery import SameSite, csrf_of, is_own_form
from scraper.web.guard.headers import SEALED, Headers
from scraper.web.guard.hosts import KnownHost
from scraper.web.guard.login import SESSION, Doors, LoggedIn
from scraper.web.guard.rates import Rates, Turns

__all__ = [
    "SEALED",
    "SESSION",
    "BodySize",
    "Doors",
    "Headers",
    "KnownHost",
    "LoggedIn",
    "Rates",
    "SameSite",
    "Turns",
    "csrf_of",
    "is_own_form",
]
