"""The route through the parse room: the fields of a page in their order, each with the blocks that others left."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import NamedTuple

from scraper.model import (
    Article,
    Author,
    Evidence,
    Finding,
    Label,
    Moment,
    Outline,
    Page,
    Role,
    Statement,
    Verdict,
    missing,
)
from scraper.parse.about import find_access, find_canonical, find_next_page, find_section, find_site, find_tags
from scraper.parse.authors import find_authors, find_contributor, split_byline_tail, split_dateline
from scraper.parse.body import (
    Sibling,
    find_entries,
    repeated_blocks,
    type_blocks,
    without_other_lines,
)
from scraper.parse.claims import Claims
from scraper.parse.dates import find_dates, given_date
from scraper.parse.dump import fuller, read_dump
from scraper.parse.fields import Fields
from scraper.parse.headline import find_headline, find_kicker, headline_above
from scraper.parse.images import find_images
from scraper.parse.language import find_language
from scraper.parse.notices import find_agency, find_copyright, find_corrections
from scraper.parse.outline import find_outline
from scraper.parse.page_data import body_evidence, given_labels, with_given_body, with_state
from scraper.parse.state_fields import with_state_fields
from scraper.parse.strips import find_strips, find_weather
from scraper.parse.subtitle import find_subtitle, without_lead
from scraper.parse.verdict import find_verdict, is_article, without_article
from scraper.version import __version__

# The headline and the subtitle are repeated, if at all, in the first lines of the text.
_LEADS = 6


class Parsed(NamedTuple):
    """A record and the role of each block that it was made from, which are the blocks of `page`."""

    page: Page
    article: Article
    claims: Claims

    @property
    def labels(self) -> tuple[Label, ...]:
        """One label for each block of the page, made when they are asked for: a record does without."""
        return self.claims.labels()


def parse(
    page: Page,
    *,
    captured_at: datetime | None = None,
    siblings: Sequence[Sibling] = (),
    labels: Sequence[Label] = (),
    statements: Sequence[Statement] = (),
) -> Parsed:
    """Return the record of `page` with one label for each block.

    `captured_at` is when the page was fetched (aware): the base of relative dates and of the check against future ones.
    `siblings` are other pages of the site: what they print too is no body. `labels` are what the rule of the site says
    of the blocks, `statements` what it or a function of the site gives for fields: each field's parser looks there
    first. A page whose text stands in its scripts, or is given, is parsed again with that text among its blocks.
    """
    around = _Around(captured_at, siblings, statements)
    body = next((given for given in statements if given.field == "body"), None)
    named = given_labels(page, body) if body else ()
    parsed = _parse(page, around, (*named, *(label for label in labels if not named or label.role is not Role.BODY)))
    if body:
        return parsed if named else _parse(with_given_body(page, body, parsed.claims), around, ())
    fuller = with_state(page, parsed.article, parsed.claims)
    if fuller:
        parsed = _parse(fuller, around, ())
    return parsed._replace(article=with_state_fields(parsed.page, parsed.article))


class _Around(NamedTuple):
    """What is known of a page from outside."""

    captured_at: datetime | None
    siblings: Sequence[Sibling]
    statements: Sequence[Statement]


def _parse(page: Page, around: _Around, labels: Sequence[Label]) -> Parsed:
    fields = Fields(page, labels, around.statements)
    captured_at = around.captured_at
    _find_margins(fields)
    repeated = _find_front(fields, around.siblings)
    _find_makers(fields)
    verdict = _find_verdict(fields)
    _find_times(fields, captured_at)
    _find_text(fields)
    _find_particulars(fields)
    _label_boilerplate(fields, repeated)
    article = Article(
        url=page.url,
        boilerplate=fields.claims.boilerplate(),
        evidence=fields.all_evidence(),
        extractor_version=__version__,
        **fields.values,
    )
    # A page that shows no text may still state whose it is and of what day.
    is_kept = is_article(verdict) or verdict is Verdict.EMPTY
    return Parsed(page, article if is_kept else without_article(article), fields.claims)


def _find_margins(fields: Fields) -> None:
    """Find the strips of data, and what the site's rule calls boilerplate, before anything can take them for text."""
    page = fields.page
    fields.evidence["url"] = Evidence("argument", 1.0) if page.url else missing("no address was given")
    fields.find("weather", find_weather(page), Role.WEATHER)
    fields.find("strips", find_strips(page, taken=fields.taken), Role.STRIP)
    fields.claims.claim_labels(fields.site_labels.plain)


def _find_front(fields: Fields, siblings: Sequence[Sibling]) -> frozenset[int]:
    """Find the headline, the outline and the lines above the text; return the blocks that other pages print too."""
    page, site_labels, taken = fields.page, fields.site_labels, fields.taken
    front = fields.front = read_dump(page, fields.boilerplate, taken=taken)
    named = site_labels.headline(taken) or (front.headline if front else None)
    found = named or find_headline(page, taken=taken)
    headline = fields.find("headline", found, Role.HEADLINE)
    outline = find_outline(fields)
    better = None if named else headline_above(page, outline.body, found, taken=taken)
    if better:
        fields.claims.release(found.blocks)
        headline = fields.find("headline", better, Role.HEADLINE)
        first = better.blocks[0]
        outline = Outline(first, tuple(n for n in fields.claims.unclaimed(outline.body) if n > first))
    repeated = repeated_blocks(page, outline.body, siblings, headline=headline)
    body = tuple(number for number in outline.body if number not in repeated)
    outline = fields.outline = Outline(outline.headline, body)
    taken = fields.taken
    deck = site_labels.subtitle(taken)
    if deck is None:
        deck = find_subtitle(page, outline=outline, headline=headline, taken=taken)
        deck = fuller(front.subtitle, deck) if front else deck
    fields.find("subtitle", deck, Role.SUBTITLE)
    rubric = site_labels.kicker(fields.taken) or find_kicker(page, outline=outline, headline=headline)
    fields.find("kicker", rubric, Role.KICKER)
    return repeated


def _find_makers(fields: Fields) -> None:
    """Find the pictures with their captions, who signed, and the notices around the text."""
    page, outline = fields.page, fields.leave_claimed()
    fields.find("images", find_images(page, outline=outline), Role.CAPTION)
    fields.claims.claim_labels(fields.site_labels.labels(Role.CAPTION))
    outline = fields.leave_claimed()
    fields.find("authors", _signed(fields), Role.AUTHOR)
    fields.find("corrections", find_corrections(page, outline=outline), Role.CORRECTION)
    fields.find("copyright", find_copyright(page, outline=outline), Role.COPYRIGHT)


def _signed(fields: Fields) -> Finding[tuple[Author, ...]]:
    """Return who signed: as the site's rule says, by the byline's ladder, or a guest with name and office."""
    page, outline = fields.page, fields.outline
    found = fields.site_labels.authors(fields.taken) or find_authors(page, outline=outline)
    if not found.value and fields.front and fields.front.authors.value:
        return fields.front.authors
    return found if found.value else find_contributor(page, outline=outline) or found


def _find_verdict(fields: Fields) -> Verdict:
    """Find what kind of page it is; what is no article has no body."""
    outline = fields.leave_claimed()
    images = fields.values.get("images", ())
    found = fields.find("verdict", find_verdict(fields.page, outline=outline, images=images), Role.SUBSCRIPTION)
    outline = fields.leave_claimed()
    verdict = found or Verdict.EMPTY
    if not is_article(verdict):
        fields.outline = Outline(outline.headline, ())
    return verdict


def _find_times(fields: Fields, captured_at: datetime | None) -> None:
    """Find the language, the dates and, in a live blog, the entries."""
    page, outline = fields.page, fields.outline
    body_text = "\n".join(page.blocks[number].text for number in outline.body)
    language = fields.find("language", find_language(page, body_text=body_text))
    lines = fields.front.dated if fields.front else ()
    shown = fields.site_labels.labels(Role.DATE) or tuple(Label(number, Role.DATE, "") for number in lines)
    labels = (*fields.claims.labels(), *shown)
    dates = find_dates(page, outline=outline, language=language, captured_at=captured_at, labels=labels)
    given = _given_dates(fields, language, captured_at)
    published = fields.find("published", given.get("published") or dates.published, Role.DATE)
    fields.find("modified", given.get("modified") or dates.modified, Role.DATE)
    # A date line among the first paragraphs is no text: the dateline stands behind it.
    outline = fields.leave_claimed()
    live = fields.find("entries", find_entries(page, outline=outline, published=published), Role.DATE)
    if live and fields.values.get("verdict") is Verdict.ARTICLE:
        fields.values["verdict"] = Verdict.LIVE
        fields.evidence["verdict"] = fields.evidence["entries"]
    fields.leave_claimed()


def _given_dates(
    fields: Fields, language: str | None, captured_at: datetime | None
) -> dict[str, Finding[Moment] | None]:
    given = [one for field in ("published", "modified") if (one := fields.site_labels.given(field))]
    return {one.field: given_date(fields.page, one, language=language, captured_at=captured_at) for one in given}


def _find_text(fields: Fields) -> None:
    """Find the body's text, without its dateline and its closing byline, and the agency that the byline may name."""
    page, outline, values = fields.page, fields.outline, fields.values
    texts = [page.blocks[number].text for number in outline.body]
    headline, subtitle = values.get("headline"), values.get("subtitle")
    texts[:_LEADS] = [without_other_lines(without_lead(text, headline, subtitle)) for text in texts[:_LEADS]]
    byline = None
    dateline = Finding[str](None, missing("the first paragraph has none"))
    if texts:
        head = split_dateline(texts[0])
        texts[0] = head.rest
        if head.dateline:
            dateline = Finding(head.dateline, Evidence("text", 0.9, raw=head.dateline))
        texts[-1], byline = split_byline_tail(texts[-1])
    fields.find("dateline", fields.given_line("dateline") or dateline)
    # A line that was nothing else is dropped.
    kept = [(number, text) for number, text in zip(outline.body, texts, strict=True) if text.strip()]
    numbers, lines = tuple(number for number, _ in kept), tuple(text for _, text in kept)
    shown = body_evidence(page, numbers) if numbers else missing("the page has no text")
    fields.find("body", Finding(type_blocks(page, numbers, lines), fields.site_labels.body_evidence(numbers) or shown))
    fields.claims.claim(outline.body, Role.BODY, "reads and stands like the article's text")
    agency = fields.given_line("agency") or find_agency(page, outline=outline, byline=byline)
    fields.find("agency", agency)


def _find_particulars(fields: Fields) -> None:
    """Find what the page says of itself: its section, keywords, site, addresses and access."""
    page, site_labels, outline = fields.page, fields.site_labels, fields.outline
    path = site_labels.words(Role.SECTION, fields.taken) or find_section(page, headline=fields.values.get("headline"))
    keywords = site_labels.words(Role.TAGS, fields.taken) or find_tags(page, outline=outline)
    fields.find("section", path, Role.SECTION)
    fields.find("tags", keywords, Role.TAGS)
    fields.find("canonical_url", find_canonical(page))
    fields.find("site", find_site(page))
    fields.find("is_accessible_for_free", find_access(page))
    fields.find("next_page", find_next_page(page))


def _label_boilerplate(fields: Fields, repeated: frozenset[int]) -> None:
    """Give every block that is left its kind of boilerplate; what the page hides is no boilerplate."""
    claims, blocks, elements = fields.claims, fields.page.blocks, fields.page.elements
    if elements:
        hidden = [number for number in claims.free() if elements[blocks[number][3]][4]]
        claims.claim(hidden, Role.HIDDEN, "hidden by its markup")
    kinds = fields.boilerplate.of(claims.free())
    for number in repeated:
        if number in kinds:
            kinds[number] = (kinds[number][0], "other pages of the site print it too")
    claims.claim_free(kinds)
    left = f"{len(kinds)} texts are no field"
    fields.evidence["boilerplate"] = Evidence("visible text", 1.0, reason=left) if kinds else missing("no text is left")
