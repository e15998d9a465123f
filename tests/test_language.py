"""The language is measured on the text; what the page declares is a witness."""

from __future__ import annotations

import pytest

from scraper.page import read


@pytest.mark.parametrize(
    ("html", "declared"),
    [
        ("<!DOCTYPE html>\n<html lang=de-AT><body><p>Hafen", "de-AT"),
        ('<html class="no-js" xml:lang="ko"><body><p>항구', "ko"),
        ("<html><body lang=fr><p>port", ""),
        ("<p lang=fr>port", ""),
    ],
)
def test_the_declared_language_is_that_of_the_html_element(html: str, declared: str) -> None:
    assert read(html).signals.language == declared
