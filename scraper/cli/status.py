"""`scraper status`: what an archive holds."""

from __future__ import annotations

import click

from scraper.cli.archives import archive_options, json_option, open_archive, print_json, shown


@click.command("status")
@archive_options
@json_option
def command(folder: str | None, db: str | None, *, as_json: bool) -> None:
    """Show counts, papers, days covered, outcomes and sizes."""
    with open_archive(folder, db) as archive:
        report = archive.status()
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
