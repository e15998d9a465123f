"""The X-ray: a page as it was captured beside its blocks with role and reason, and its fields with their evidence."""

from __future__ import annotations

from typing import NamedTuple

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import UploadFile
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse
from starlette.responses import Response as Answer
from starlette.routing import Route

from scraper.errors import UsageError
from scraper.export import FieldRow, field_rows
from scraper.model import Block, Label, Response, Role
from scraper.sites import ROLES
from scraper.web.frame import COLOURS, frame
from scraper.web.given import fetched
from scraper.web.guard import is_own_form
from scraper.web.served import Served, served
from scraper.web.stories import known_story

# Blocks that are listed; the frame shows the page whole.
MOST_BLOCKS = 3000
_LONGEST = 240
# By the field, the roles of the blocks that show it.
_ROLES = {
    "published": "date",
    "modified": "date",
    "authors": "author",
    "images": "caption",
    "corrections": "correction",
    "strips": "strip",
}


class Row(NamedTuple):
    """A block as it is listed."""

    block: Block
    label: Label
    colour: int
    text: str


class Field(NamedTuple):
    """A field as it is listed, with the roles that it is tied to."""

    row: FieldRow
    roles: str


def captured(state: Served, number: int) -> Response:
    """Return the page of a capture; 404 where its bytes are not in the archive."""
    page = state.archive.response(number) if number < 2**63 else None
    if page is None:
        raise HTTPException(404, "The archive has no page of this capture.")
    return page


def of_story(request: Request) -> Answer:
    """Lead to the X-ray of a story's newest page."""
    archive, number = known_story(request)
    found = [one["id"] for one in archive.story(number)["captures"] if one["warc_file"] and one["part_of"] is None]
    if not found:
        raise HTTPException(404, "The archive has no page of this story.")
    return RedirectResponse(f"/capture/{found[-1]}/xray", 303)


def of_capture(request: Request) -> Answer:
    """Return the X-ray of a capture."""
    number = request.path_params["number"]
    return _screen(request, captured(served(request), number), f"/capture/{number}", capture=number)


def page_of_capture(request: Request) -> Answer:
    """Return what stands in the frame of a capture's X-ray."""
    state = served(request)
    return frame(request, state.explained(captured(state, request.path_params["number"])))


def of_given(request: Request) -> Answer:
    """Return the X-ray of a page that the reader has given."""
    name = request.path_params["name"]
    return _screen(request, _given(request), f"/given/{name}", capture=None)


def page_of_given(request: Request) -> Answer:
    """Return what stands in the frame of a given page's X-ray."""
    return frame(request, served(request).explained(_given(request)))


def _given(request: Request) -> Response:
    page = served(request).given.page(request.path_params["name"])
    if page is None:
        raise HTTPException(404, "Pages that are given are kept for an hour; give it again.")
    return page


def _screen(request: Request, page: Response, place: str, *, capture: int | None) -> Answer:
    state = served(request)
    made = state.explained(page)
    pairs = zip(made.page.blocks, made.labels, strict=True)
    rows = [Row(block, label, COLOURS[label.role], _cut(block.text)) for block, label in pairs]
    return state.page(
        request,
        "xray.html",
        made=made,
        place=place,
        capture=capture,
        captured=page,
        rows=rows[:MOST_BLOCKS],
        roles=list(ROLES),
        left_out=max(0, len(rows) - MOST_BLOCKS),
        fields=[Field(row, _ROLES.get(row.name, row.name)) for row in field_rows(made.article)],
        key=[(role.value, COLOURS[role]) for role in (Role.HEADLINE, Role.SUBTITLE, Role.BODY, Role.AUTHOR, Role.KICKER,
                                                     Role.CAPTION, Role.OTHER)],
    )  # fmt: skip


def _cut(text: str) -> str:
    return text[:_LONGEST] + "…" if len(text) > _LONGEST else text


def ask(request: Request) -> Answer:
    """Return the form for a file or an address."""
    return served(request).page(request, "give.html")


async def give(request: Request) -> Answer:
    """Keep the page that a reader gives, by file or address, and lead to its X-ray."""
    state = served(request)
    async with request.form(max_files=1, max_fields=5, max_part_size=4096) as form:
        if not is_own_form(request, form.get("csrf")):
            raise HTTPException(403, "The form is too old; open it again.")
        url = str(form.get("url") or "").strip()
        file = form.get("file")
        content = await file.read() if isinstance(file, UploadFile) and file.size else b""
    if content:
        page = Response(url, content)
    elif url:
        page = await run_in_threadpool(
            fetched,
            url,
            allow_private_hosts=state.settings.allow_private_hosts,
            most_bytes=state.settings.bounds.most_page,
        )
    else:
        raise UsageError("give a file or an address")
    return RedirectResponse(f"/given/{state.given.keep(page)}/xray", 303)


ROUTES = (
    Route("/xray", ask, methods=["GET"]),
    Route("/xray", give, methods=["POST"]),
    Route("/story/{number:int}/xray", of_story),
    Route("/capture/{number:int}/xray", of_capture),
    Route("/capture/{number:int}/page", page_of_capture),
    Route("/given/{name}/xray", of_given),
    Route("/given/{name}/page", page_of_given),
)
