"""A record as JSON-LD in the words of schema.org; what the record does not have is left out."""

from __future__ import annotations

from typing import Any

from scraper.model.article import Article
from scraper.model.record import Author, Image, LiveEntry, Moment, Verdict


def node(article: Article) -> dict[str, Any]:
    """Return the record as a schema.org NewsArticle, a live blog as a LiveBlogPosting."""
    return _given(
        {
            "@context": "https://schema.org",
            "@type": "LiveBlogPosting" if article.verdict is Verdict.LIVE else "NewsArticle",
            "url": article.url,
            "mainEntityOfPage": article.canonical_url,
            "headline": article.headline,
            "alternativeHeadline": article.subtitle,
            "articleSection": list(article.section),
            "keywords": list(article.tags),
            "author": [_person(author) for author in article.authors],
            "dateline": article.dateline,
            "datePublished": _date(article.published),
            "dateModified": _date(article.modified),
            "inLanguage": article.language,
            "isAccessibleForFree": article.is_accessible_for_free,
            "publisher": _organization(article.site),
            "sourceOrganization": _organization(article.agency),
            "copyrightNotice": article.copyright,
            "correction": list(article.corrections),
            "image": [_image(image) for image in article.images],
            "articleBody": article.body_text,
            "liveBlogUpdate": [_entry(entry) for entry in article.entries],
        }
    )


def _given(values: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in values.items() if value not in (None, "", [], {})}


def _date(moment: Moment | None) -> str | None:
    """A time when the page has one, else the day alone."""
    if moment is None:
        return None
    return (moment.at.date() if moment.precision == "day" else moment.at).isoformat()


def _organization(name: str | None) -> dict[str, Any] | None:
    return {"@type": "Organization", "name": name} if name else None


def _person(author: Author) -> dict[str, Any]:
    return _given(
        {
            "@type": "Person",
            "name": author.name,
            "email": author.email,
            "jobTitle": author.role,
            "affiliation": _organization(author.organization),
        }
    )


def _image(image: Image) -> dict[str, Any]:
    return _given(
        {"@type": "ImageObject", "url": image.url, "caption": image.caption or image.alt, "creditText": image.credit}
    )


def _entry(entry: LiveEntry) -> dict[str, Any]:
    return _given(
        {
            "@type": "BlogPosting",
            "headline": entry.headline,
            "datePublished": _date(entry.at),
            "articleBody": entry.text,
        }
    )
