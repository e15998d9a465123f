"""Teaching by clicking: ticked blocks become a proposed rule, that a preview, the preview a file and new records."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import FormData
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from scraper.errors import UsageError
from scraper.learn import Changed, Seen, Taught, TaughtRule, preview, propose, rule_with, seen, shown, write_rule
from scraper.model import Response as Page
from scraper.model import Role
from scraper.sites import ROLES, Sites, chosen_sites, reread
from scraper.store import overview
from scraper.store.identity import host_of
from scraper.web.guard import is_own_form
from scraper.web.jobs import Job, redo
from scraper.web.screens.xray import captured
from scraper.web.served import Served, served

# Pages of the site that a selector is measured on, and that a rule is previewed on; and the seconds for the latter.
MOST_MEASURED, MOST_PREVIEWED, SECONDS = 60, 400, 20.0
# Changed records that are shown side by side.
_SHOWN = 20


async def _form(request: Request) -> FormData:
    """Return the form; 403 for one that is not ours, and where nobody may teach."""
    state = served(request)
    if not state.can_teach:
        raise HTTPException(403, "Nobody teaches rules here: the server is read-only, or the archive has no folder.")
    form = await request.form(max_files=0, max_fields=500)
    if not is_own_form(request, form.get("csrf")):
        raise HTTPException(403, "The form is too old; open it again.")
    return form


async def lacking(request: Request) -> Response:
    """Return the newest stories of a paper that lack a field, each with its X-ray: where teaching begins."""
    return await run_in_threadpool(_lacking, request)


def _lacking(request: Request) -> Response:
    state = served(request)
    host, field = (request.query_params.get(name, "") for name in ("site", "field"))
    with state.archive.reading() as connection:
        found = overview.lacking(connection, host, field)
    return state.page(request, "lacking.html", host=host, field=field, stories=found)


async def proposals(request: Request) -> Response:
    """Return the selectors that mean the ticked blocks, each with what it finds on other pages of the site."""
    form = await _form(request)
    role = _role(form)
    numbers = frozenset(int(str(one)) for one in form.getlist("block") if str(one).isdigit() and len(str(one)) < 7)
    if not numbers:
        raise UsageError("tick the blocks first")
    return await run_in_threadpool(_proposals, request, role, numbers)


def _proposals(request: Request, role: Role, numbers: frozenset[int]) -> Response:
    state = served(request)
    capture = request.path_params["number"]
    page = captured(state, capture)
    made = state.explained(page)
    if not numbers <= {block.number for block in made.page.blocks}:
        raise UsageError("the page has no such block")
    host = _host(page)
    others = [one for one in _seen(state, host) if one.page.url != made.page.url]
    found = propose([Taught(made.page, numbers)], role, others)
    texts = [made.page.blocks[number].text for number in sorted(numbers)]
    return state.page(
        request, "proposals.html", capture=capture, host=host, role=role.value, proposals=found, texts=texts,
        measured=len(others),
    )  # fmt: skip


def _seen(state: Served, host: str) -> Iterator[Seen]:
    for page in _pages(state, host, MOST_MEASURED):
        made = state.read(page)
        yield seen(made.page, made.labels, page.fetched_at.date() if page.fetched_at else None)


def _pages(state: Served, host: str, most: int) -> Iterator[Page]:
    """Yield pages of the site from all its time, as many as there are or may be."""
    with state.archive.reading() as connection:
        numbers = overview.captures_of(connection, host, most)
    for number in numbers:
        page = state.archive.response(number)
        if page is not None:
            yield page


def _host(page: Page) -> str:
    host = host_of(page.final_url or page.url)
    if not host:
        raise UsageError("the page has no address, so no rule can be for its site")
    return host


def _role(form: FormData) -> Role:
    name = str(form.get("role", ""))
    if name not in ROLES:
        raise UsageError("say what the blocks are")
    return ROLES[name]


def _rule(form: FormData, host: str) -> TaughtRule:
    until = str(form.get("until") or "")
    try:
        last = date.fromisoformat(until) if until else None
    except ValueError as error:
        raise UsageError(f"{until} is no day") from error
    return TaughtRule(host, _role(form), str(form.get("selector", ""))[:500], last).checked()


def _with(state: Served, rule: TaughtRule) -> tuple[Sites, Sites]:
    """Return the rules as they are, and as they would be with the new one."""
    now, folder = state.sites(), state.own_folder()
    if folder is None:
        raise HTTPException(403)
    made = rule_with(folder, rule)
    others = [one for one in now.rules if one.file != made.file]
    # Folders that were given go before the archive's own.
    first = len(chosen_sites(state.settings.sites).rules) - len(chosen_sites().rules)
    return now, Sites((*others[:first], made, *others[first:]), now.functions)


async def previewed(request: Request) -> Response:
    """Return which records of the site the rule would change, before and after side by side; nothing is written."""
    form = await _form(request)
    rule = _rule(form, _host(captured(served(request), request.path_params["number"])))
    return await run_in_threadpool(_previewed, request, rule)


def _previewed(request: Request, rule: TaughtRule) -> Response:
    state = served(request)
    now, then = _with(state, rule)
    found = preview(_pages(state, rule.host, MOST_PREVIEWED), now, then, seconds=SECONDS)
    with state.archive.reading() as connection:
        stored = overview.captures_of(connection, rule.host, None)
    changed = [
        (
            one.url,
            [
                (field, effect, shown(one.before, field), shown(one.after, field))
                for field, effect in one.effects.items()
            ],
        )
        for one in found.changed[:_SHOWN]
    ]
    return state.page(
        request, "preview.html", capture=request.path_params["number"], rule=rule, preview=found,
        changed=changed, stored=len(stored),
    )  # fmt: skip


def _both(one: Changed) -> Iterator[tuple[str, str, str, str]]:
    """Yield each field that changes: its name, what becomes of it, and its value before and after."""
    for field, effect in one.effects.items():
        yield field, effect, shown(one.before, field), shown(one.after, field)


async def accept(request: Request) -> Response:
    """Write the rule into the archive's folder and make the records of the site anew, beside the requests."""
    form = await _form(request)
    state = served(request)
    rule = _rule(form, _host(captured(state, request.path_params["number"])))
    folder = state.own_folder()
    if folder is None:
        raise HTTPException(403)
    await run_in_threadpool(write_rule, folder, rule)
    reread()
    return RedirectResponse(f"/job/{redo(state, rule.host)}", 303)


def job(request: Request) -> Response:
    """Return how far a site's records are made anew."""
    state = served(request)
    found: Job | None = state.jobs.get(request.path_params["name"])
    if found is None:
        raise HTTPException(404)
    shown_job: dict[str, Any] = {"job": found}
    return state.page(request, "job.html", **shown_job)


ROUTES = (
    Route("/teach", lacking),
    Route("/capture/{number:int}/teach", proposals, methods=["POST"]),
    Route("/capture/{number:int}/preview", previewed, methods=["POST"]),
    Route("/capture/{number:int}/accept", accept, methods=["POST"]),
    Route("/job/{name}", job),
)
