"""`scraper status`: what an archive holds."""

from __future__ import annotations

import click

from scraper.cli.archives import archive_options, json_option, open_archive, print_json, shown


@click.command("status")
@archive_options
@json_option
def command(folder: str | None, db: str | None, *, as_json: bool) -> None:
    """Show counts, papers, days covered, outcomes and sizes; of crawls, the last runs and what still waits."""
    from scraper.store import frontier, runs

    with open_archive(folder, db) as archive:
        report = archive.status()
        with archive.reading() as connection:
            report["addresses"] = frontier.outcomes(connection)
            report["left_out"] = frontier.left_out(connection)
            report["runs"] = runs.last(connection, 5)
    if as_json:
        print_json(report)
        return
    counts = ("articles", "versions", "captures", "weather_readings", "clusters", "gone")
    click.echo("  ".join(f"{report[name]} {name.replace('_', ' ')}" for name in counts))
    sizes = (report["warc_files"], report["warc_bytes"] / 1e6, report["database_bytes"] / 1e6)
    click.echo("{} WARC files of {:.1f} MB, database of {:.1f} MB".format(*sizes))
    for site in report["sites"]:
        days = f"{shown(site['first_day'])} to {shown(site['last_day'])}, {site['days']} days"
        click.echo(f"{site['articles']:8}  {shown(site['host'])}  {shown(site['site'])}  {days}")
    for outcome, count in report["outcomes"].items():
        click.echo(f"{count:8}  captures {outcome}")
    for row in report["addresses"]:
        click.echo(f"{row['count']:8}  {row['site']}  addresses {row['outcome'] or 'waiting'}")
    for row in report["left_out"]:
        why = f"{row['outcome']}: {row['reason'] or 'no reason noted'}"
        click.echo(f"{row['count']:8}  {row['site']}  left out, {why}, as {row['example']}")
    for one in report["runs"]:
        ended = shown(one["ended_at"]) if one["ended_at"] else "not ended: run it again to go on"
        click.echo(f"run {one['run']}  {one['verb']}  {one['state']}  {shown(one['started_at'])} to {ended}")
        for name, site in one["sites"].items():
            told = ", ".join(f"{count} {outcome}" for outcome, count in site["outcomes"].items())
            click.echo(f"    {name}: {told or 'nothing was asked'}")
            if site.get("left_because"):
                click.echo(f"    {name}: left: {site['left_because']}")
            for alarm in site["alarms"]:
                click.echo(f"    {name}: ALARM {alarm}")
