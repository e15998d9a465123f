"""The commands in, manual pages out, as `man` reads them (roff, man(7))."""

from __future__ import annotations

import inspect
from collections.abc import Iterator

import click

from scraper.version import __version__


def pages(root: click.Context) -> Iterator[tuple[str, str]]:
    """Yield the name of each page with its text: the program's own, then a page a command."""
    group = root.command
    assert isinstance(group, click.Group)  # noqa: S101 -- the root of the command line
    commands = {name: group.get_command(root, name) for name in group.list_commands(root)}
    listed = [(f"scraper-{name}(1)", command.get_short_help_str(200)) for name, command in commands.items() if command]
    yield "scraper.1", _page("scraper", group, root, listed)
    for name, command in commands.items():
        if command is not None:
            context = click.Context(command, info_name=name, parent=root)
            yield f"scraper-{name}.1", _page(f"scraper-{name}", command, context, [])


def _page(name: str, command: click.Command, context: click.Context, listed: list[tuple[str, str]]) -> str:
    usage = " ".join((context.command_path, *command.collect_usage_pieces(context)))
    records = filter(None, (one.get_help_record(context) for one in command.get_params(context)))
    options = [record for record in records if record[1]]
    told = inspect.cleandoc(command.help or "").replace("\b\n", "").split("\n\n")
    lines = [f'.TH "{name.upper()}" 1 "" "scraper {__version__}"', ".SH NAME"]
    lines += [f"{_roff(name)} \\- {_roff(command.get_short_help_str(200).rstrip('.'))}", ".SH SYNOPSIS", _roff(usage)]
    lines += [".SH DESCRIPTION", *"\n.PP\n".join(_roff(" ".join(part.split())) for part in told).split("\n")]
    for title, entries in (("COMMANDS", listed), ("OPTIONS", options)):
        if entries:
            lines.append(f".SH {title}")
            lines += [line for term, text in entries for line in (".TP", f"\\fB{_roff(term)}\\fR", _roff(text))]
    if command.epilog:
        lines += [".SH NOTES", _roff(" ".join(command.epilog.replace("\b", "").split()))]
    return "\n".join(lines) + "\n"


def _roff(text: str) -> str:
    r"""Return a text of one line with what roff would take for its own escaped, and letters beyond ASCII by number.

    >>> print(_roff(".gz is -o ’x’"))
    \&.gz is \-o \[u2019]x\[u2019]
    """
    text = text.replace("\\", "\\e").replace("-", "\\-")
    text = "".join(letter if letter.isascii() else f"\\[u{ord(letter):04X}]" for letter in text)
    return f"\\&{text}" if text[:1] in {".", "'"} else text
