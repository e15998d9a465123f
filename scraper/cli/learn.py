"""`scraper learn`: a rule for a site from pages with the values that they should give."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from scraper.cli.options import paths, sites_option
from scraper.errors import UsageError

if TYPE_CHECKING:
    from scraper.learn import Learnt, Lesson


@click.command("learn")
@click.argument("site", metavar="HOST")
@click.argument("pairs", nargs=-1, required=True, metavar="PAGE.html PAGE.json…", shell_complete=paths)
@click.option("--check", "folders", multiple=True, metavar="DIR", shell_complete=paths,
              help="Measure the rule on the pages of DIR, which nobody taught; may be given again.")  # fmt: skip
@click.option("-o", "--output", metavar="DIR", shell_complete=paths,
              help="Write the rule into this folder, as an archive's sites/, instead of printing it.")  # fmt: skip
@sites_option
def command(
    site: str, pairs: tuple[str, ...], *, folders: tuple[str, ...], output: str | None, sites: tuple[str, ...]
) -> int:
    """Propose rules for the site HOST from pages and the values that their records should have.

    Each page is followed by a JSON file with the right headline, subtitle, kicker, authors or body (those that are
    wrong are enough). A rule is made for each field that is wrong on a page, and tried on pages it was not made from.
    """
    from scraper.learn import learn, preview, seen, with_rules
    from scraper.pipeline import make_record
    from scraper.sites import chosen_sites

    rules = chosen_sites(sites)
    lessons = _lessons(site, pairs)
    unseen = [_response(site, path) for folder in folders for path in sorted(Path(folder).rglob("*.html"))]
    made = (make_record(page.content, page.url, sites=rules) for page in unseen)
    others = [seen(one.page, one.labels, None) for one in made]
    learnt = list(learn(site, lessons, others, rules))
    proposals = [one.proposal for one in learnt if one.proposal]
    for one in learnt:
        _print(one)
    if not learnt:
        click.echo("every field is right already", err=True)
    if unseen and proposals:
        found = preview(unseen, rules, with_rules(site, proposals, rules), seconds=3600)
        effects = "; ".join(f"{name} {dict(counts)}" for name, counts in found.effects.items())
        click.echo(f"{found.pages} pages that nobody taught: {len(found.changed)} change ({effects or '-'})", err=True)
    _give(site, learnt, output)
    return 0 if len(proposals) == len(learnt) else 1


def _lessons(site: str, pairs: tuple[str, ...]) -> list[Lesson]:
    from scraper.learn import lesson

    if len(pairs) % 2 or not all(name.endswith(".json") for name in pairs[1::2]):
        raise UsageError("give each page with the JSON file of its values behind it: page.html page.json")
    return [
        lesson(_response(site, Path(page)), _values(values))
        for page, values in zip(pairs[::2], pairs[1::2], strict=True)
    ]


def _response(site: str, path: Path) -> Any:
    from scraper.model import Response

    try:
        return Response(f"https://{site}/{path.name}", path.read_bytes())
    except OSError as error:
        raise UsageError(f"{path}: {(error.strerror or str(error)).lower()}") from error


def _values(name: str) -> dict[str, Any]:
    from scraper.learn import problem_of

    try:
        values = json.loads(Path(name).read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise UsageError(f"{name}: is no JSON file that can be read") from error
    if not isinstance(values, dict):
        raise UsageError(f"{name}: is no object with fields")
    problem = problem_of(values)
    if problem:
        raise UsageError(f"{name}: {problem}")
    return values


def _print(one: Learnt) -> None:
    if one.proposal is None:
        why = "no selector means its blocks alone" if one.shown else "no block of the page prints that value"
        click.echo(f"{one.field}: {why}", err=True)
        return
    found = one.proposal
    told = f"{one.field}: {found.selector}; right on {one.right_before} of {one.lessons} before"
    if one.lessons > 1:
        told += f", on {one.right_unseen} with a rule made from the others"
    if found.pages:
        told += (
            f"; finds something like it on {found.fits} of {found.pages} other pages, something else on {found.misfits}"
        )
    click.echo(told, err=True)


def _give(site: str, learnt: list[Learnt], output: str | None) -> None:
    """Write or print the rule."""
    import tempfile

    from scraper.learn import TaughtRule, file_of, write_rule

    taught = [
        TaughtRule(site, one.proposal.role, one.proposal.selector, one.proposal.until) for one in learnt if one.proposal
    ]
    with tempfile.TemporaryDirectory() as place:
        folder = Path(output or place)
        for one in taught:
            write_rule(folder, one)
        if taught and output is None:
            click.echo(file_of(folder, site).read_text(encoding="utf-8"), nl=False)
        elif taught:
            click.echo(str(file_of(folder, site)), err=True)
