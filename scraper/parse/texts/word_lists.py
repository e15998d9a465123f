"""Text in, the words or phrases in it out: how the word lists of the parsers are written down."""

from __future__ import annotations


def words(text: str) -> frozenset[str]:
    """Return the words that blanks part.

    >>> sorted(words("by  von par"))
    ['by', 'par', 'von']
    """
    return frozenset(text.split())


def phrases(text: str) -> tuple[str, ...]:
    """Return the phrases that bars part, in order.

    >>> phrases("written by | von")
    ('written by', 'von')
    """
    return tuple(" ".join(phrase.split()) for phrase in text.split("|") if phrase.strip())
