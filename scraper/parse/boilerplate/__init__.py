"""What is around an article: the kind of each text that is no field, and what marks a copyright line."""

from __future__ import annotations

from scraper.parse.boilerplate.copyright import COPYRIGHT, has_copyright_sign
from scraper.parse.boilerplate.kinds import LABELS, POINTER, BoilerplateKinds, Kinds, button_kind
from scraper.parse.boilerplate.set_apart import set_apart

__all__ = [
    "COPYRIGHT",
    "LABELS",
    "POINTER",
    "BoilerplateKinds",
    "Kinds",
    "button_kind",
    "has_copyright_sign",
    "set_apart",
]
