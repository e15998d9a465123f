"""Page and outline in, who signed out: declared in data, printed in a byline, or named in a dateline."""

from __future__ import annotations

from scraper.parse.authors.agency_words import agency_name
from scraper.parse.authors.byline_tail import split_byline_tail
from scraper.parse.authors.contributor import contributor, find_contributor
from scraper.parse.authors.dateline import split_dateline
from scraper.parse.authors.declared import letters
from scraper.parse.authors.find import find_authors, state_authors
from scraper.parse.authors.korean import board_writer, is_korean_byline, korean_labelled, korean_reporters
from scraper.parse.authors.names import leading_people, people
from scraper.parse.authors.places import Surroundings

__all__ = [
    "Surroundings",
    "agency_name",
    "board_writer",
    "contributor",
    "find_authors",
    "find_contributor",
    "is_korean_byline",
    "korean_labelled",
    "korean_reporters",
    "leading_people",
    "letters",
    "people",
    "split_byline_tail",
    "split_dateline",
    "state_authors",
]
