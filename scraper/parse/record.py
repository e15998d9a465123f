"""The route through the parse room on one screen: label every block, then assemble the record from the labels."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import datetime
from types import MappingProxyType
from typing import NamedTuple, TypeVar

from scraper.model import Article, Author, Evidence, Finding, Label, Moment, Outline, Page, Role, Verdict, missing
from scraper.parse.access import find_access
from scraper.parse.author_contributor import find_contributor
from scraper.parse.body import choose_body
from scraper.parse.body_blocks import type_blocks
from scraper.parse.byline import find_authors
from scraper.parse.canonical import find_canonical
from scraper.parse.claims import Claims
from scraper.parse.dateline import split_byline_tail, split_dateline
from scraper.parse.dates import find_dates
from scraper.parse.furniture import furniture_kinds
from scraper.parse.headline import find_headline
from scraper.parse.hydrated import body_evidence, state_body, with_state
from scraper.parse.images import find_images
from scraper.parse.kicker import find_kicker
from scraper.parse.korean_lines import other_lines, without_other_lines
from scraper.parse.language import find_language
from scraper.parse.live import find_entries
from scraper.parse.next_page import find_next_page
from scraper.parse.notices import find_agency, find_copyright, find_corrections
from scraper.parse.section import find_section
from scraper.parse.siblings import Sibling, repeated_blocks
from scraper.parse.site import find_site
from scraper.parse.strips import find_strips
from scraper.parse.subtitle import find_subtitle
from scraper.parse.subtitle_lines import without_lead
from scraper.parse.tags import find_tags
from scraper.parse.told import Told
from scraper.parse.verdict import find_verdict, is_article, without_article
from scraper.parse.weather import find_weather
from scraper.version import __version__

T = TypeVar("T")
# The headline and the subtitle are repeated, if at all, in the first lines of the text.
_LEADS = 6
_UNPRINTABLE = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff]")


class Parsed(NamedTuple):
    """A record and the role of each block that it was made from, which are the blocks of `page`."""

    page: Page
    article: Article
    labels: tuple[Label, ...]


def parse(
    page: Page,
    *,
    captured_at: datetime | None = None,
    siblings: Sequence[Sibling] = (),
    labels: Sequence[Label] = (),
) -> Parsed:
    """Return the record of `page` with one label for each block.

    `captured_at` is when the page was fetched (aware): the base of relative dates and of the check against future ones.
    `siblings` are other pages of the site: what they print too is no body. `labels` are what the rule of the site says
    of the blocks: each field's parser looks there first. A page whose text stands in its scripts is parsed again with
    that text among its blocks.
    """
    parsed = _parse(page, captured_at, siblings, labels)
    fuller = with_state(page, parsed.article, parsed.labels)
    return _parse(fuller, captured_at, siblings, ()) if fuller else parsed


def _parse(page: Page, captured_at: datetime | None, siblings: Sequence[Sibling], labels: Sequence[Label]) -> Parsed:
    fields = _Fields(page, labels)
    fields.evidence["url"] = Evidence("argument", 1.0) if page.url else missing("no address was given")
    weather = fields.find("weather", find_weather(page), Role.WEATHER)
    strips = fields.find("strips", find_strips(page, taken=fields.claims.taken), Role.STRIP)
    fields.claim_told()
    told, taken = fields.told, fields.claims.taken
    headline = fields.find("headline", told.headline(taken) or find_headline(page, taken=taken), Role.HEADLINE)
    outline = _outline(page, fields)
    repeated = repeated_blocks(page, outline.body, siblings, headline=headline)
    outline = Outline(outline.headline, tuple(number for number in outline.body if number not in repeated))
    taken = fields.claims.taken
    deck = told.subtitle(taken) or find_subtitle(page, outline=outline, headline=headline, taken=taken)
    subtitle = fields.find("subtitle", deck, Role.SUBTITLE)
    rubric = told.kicker(fields.claims.taken) or find_kicker(page, outline=outline, headline=headline)
    kicker = fields.find("kicker", rubric, Role.KICKER)
    outline = _without(outline, fields.claims)
    images = fields.find("images", find_images(page, outline=outline), Role.CAPTION)
    fields.claims.claim_labels(told.labels(Role.CAPTION))
    outline = _without(outline, fields.claims)
    authors = fields.find("authors", _signed(page, outline, fields), Role.AUTHOR)
    corrections = fields.find("corrections", find_corrections(page, outline=outline), Role.CORRECTION)
    notice = fields.find("copyright", find_copyright(page, outline=outline), Role.COPYRIGHT)
    outline = _without(outline, fields.claims)
    verdict = fields.find("verdict", find_verdict(page, outline=outline, images=images or ()), Role.SUBSCRIPTION)
    verdict = verdict or Verdict.EMPTY
    outline = _without(outline, fields.claims)
    if not is_article(verdict):
        outline = Outline(outline.headline, ())
    body_text = "\n".join(page.blocks[number].text for number in outline.body)
    language = fields.find("language", find_language(page, body_text=body_text), None)
    published, modified = _dates(fields, outline, language, captured_at)
    # A date line among the first paragraphs is no text: the dateline stands behind it.
    outline = _without(outline, fields.claims)
    live = fields.find("entries", find_entries(page, outline=outline, published=published), Role.DATE)
    if live and verdict is Verdict.ARTICLE:
        verdict = Verdict.LIVE
        fields.evidence["verdict"] = fields.evidence["entries"]
    outline = _without(outline, fields.claims)
    texts = [page.blocks[number].text for number in outline.body]
    texts[:_LEADS] = [without_other_lines(without_lead(text, headline, subtitle)) for text in texts[:_LEADS]]
    text = _body_text(outline, texts, fields)
    shown = body_evidence(page, text.numbers) if text.numbers else missing("the page has no text")
    fields.evidence["body"] = told.body_evidence(text.numbers) or shown
    fields.claims.claim(outline.body, Role.BODY, "reads and stands like the article's text")
    section, tags = _words(page, outline, headline, fields)
    _label_furniture(page, fields.claims, repeated)
    article = Article(
        url=page.url,
        canonical_url=fields.find("canonical_url", find_canonical(page), None),
        site=fields.find("site", find_site(page), None),
        language=language,
        verdict=verdict,
        headline=headline,
        subtitle=subtitle,
        kicker=kicker,
        section=section or (),
        tags=tags or (),
        authors=authors or (),
        dateline=text.dateline,
        published=published,
        modified=modified,
        body=type_blocks(page, text.numbers, text.lines),
        entries=live or (),
        images=images or (),
        agency=fields.find("agency", find_agency(page, outline=outline, byline=text.byline), None),
        copyright=notice,
        corrections=corrections or (),
        is_accessible_for_free=fields.find("is_accessible_for_free", find_access(page), None),
        next_page=fields.find("next_page", find_next_page(page), None),
        weather=weather,
        strips=strips or (),
        furniture=fields.claims.furniture(),
        evidence=fields.all_evidence(),
        extractor_version=__version__,
    )
    # A page that shows no text may still state whose it is and of what day.
    is_kept = is_article(verdict) or verdict is Verdict.EMPTY
    return Parsed(page, article if is_kept else without_article(article), fields.claims.labels())


class _Fields:
    """The claims and the evidence that the fields of one page leave behind."""

    def __init__(self, page: Page, labels: Sequence[Label]) -> None:
        self.claims = Claims(page)
        self.told = Told(page, labels)
        self.evidence: dict[str, Evidence] = {}

    def claim_told(self) -> None:
        """Give the blocks that the site's rule calls furniture their roles, before any parser looks at them."""
        self.claims.claim_labels(self.told.plain)

    def find(self, name: str, finding: Finding[T], role: Role | None) -> T | None:
        """Keep a finding's evidence, claim its blocks for `role`, and return its value."""
        self.evidence[name] = finding.evidence
        if role is not None:
            self.claims.claim(finding.blocks, role, f"{name} by {finding.evidence.source}")
        value = finding.value
        if isinstance(value, str) and _UNPRINTABLE.search(value):
            return type(value)(_UNPRINTABLE.sub("", value))
        return value

    def all_evidence(self) -> Mapping[str, Evidence]:
        """Return the evidence of every field: those that no parser looks for are missing."""
        for name in _FIELDS:
            self.evidence.setdefault(name, missing("this version has no parser for it"))
        return MappingProxyType(self.evidence)


_FIELDS = tuple(
    name for name in Article.__dataclass_fields__ if name not in {"evidence", "schema_version", "extractor_version"}
)


def _signed(page: Page, outline: Outline, fields: _Fields) -> Finding[tuple[Author, ...]]:
    """Return who signed: as the site's rule says, by the byline's ladder, or a guest with name and office."""
    found = fields.told.authors(fields.claims.taken) or find_authors(page, outline=outline)
    return found if found.value else find_contributor(page, outline=outline) or found


def _words(
    page: Page, outline: Outline, headline: str | None, fields: _Fields
) -> tuple[tuple[str, ...] | None, tuple[str, ...] | None]:
    """Return the section path and the keywords."""
    told, taken = fields.told, fields.claims.taken
    path = told.words(Role.SECTION, taken) or find_section(page, headline=headline)
    keywords = told.words(Role.TAGS, taken) or find_tags(page, outline=outline)
    return fields.find("section", path, Role.SECTION), fields.find("tags", keywords, Role.TAGS)


def _outline(page: Page, fields: _Fields) -> Outline:
    claims = fields.claims
    headlines = [label.block for label in claims.labels() if label.role is Role.HEADLINE]
    taken = claims.taken
    from_scripts = tuple(number for number in state_body(page) if number not in taken)
    body = from_scripts or fields.told.body(taken)
    if not body:
        body = choose_body(page, headline=max(headlines, default=None), taken=taken)
    others = other_lines(page, body)
    claims.claim_labels(Label(number, *kind) for number, kind in others.items())
    body = tuple(number for number in body if number not in others)
    above = [number for number in headlines if not body or number < body[0]]
    return Outline(max(above, default=headlines[0] if headlines else None), body)


def _without(outline: Outline, claims: Claims) -> Outline:
    """Return the outline without the blocks that fields have claimed."""
    taken = claims.taken
    return Outline(outline.headline, tuple(number for number in outline.body if number not in taken))


class _BodyText(NamedTuple):
    """The body's lines as they go into the record, with what was cut from its head and tail."""

    numbers: tuple[int, ...]
    lines: tuple[str, ...]
    dateline: str | None
    byline: str | None


def _body_text(outline: Outline, texts: list[str], fields: _Fields) -> _BodyText:
    """Return the body's text without its dateline and its closing byline; a line that was nothing else is dropped."""
    dateline = byline = None
    if texts:
        head = split_dateline(texts[0])
        dateline, texts[0] = head.dateline, head.rest
        texts[-1], byline = split_byline_tail(texts[-1])
    found = Evidence("text", 0.9, raw=dateline)
    fields.evidence["dateline"] = found if dateline else missing("the first paragraph has none")
    kept = [(number, text) for number, text in zip(outline.body, texts, strict=True) if text.strip()]
    return _BodyText(tuple(number for number, _ in kept), tuple(text for _, text in kept), dateline, byline)


def _dates(
    fields: _Fields, outline: Outline, language: str | None, captured_at: datetime | None
) -> tuple[Moment | None, Moment | None]:
    page = fields.claims.page
    labels = (*fields.claims.labels(), *fields.told.labels(Role.DATE))
    dates = find_dates(page, outline=outline, language=language, captured_at=captured_at, labels=labels)
    published = fields.find("published", dates.published, Role.DATE)
    return published, fields.find("modified", dates.modified, Role.DATE)


def _label_furniture(page: Page, claims: Claims, repeated: frozenset[int]) -> None:
    """Give every block that is left its kind of furniture; what the page hides is no furniture."""
    free = claims.free()
    hidden = [number for number in free if page.elements and page.elements[page.blocks[number].element].is_hidden]
    claims.claim(hidden, Role.HIDDEN, "hidden by its markup")
    for number, (role, reason) in furniture_kinds(page, claims.free()).items():
        claims.claim((number,), role, "other pages of the site print it too" if number in repeated else reason)
