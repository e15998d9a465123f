"""The command line: a file per verb; a verb prints and decides nothing else.

Each verb's module has a `command`; it imports heavy rooms only when it runs, so that `--help` is quick.
"""

from __future__ import annotations

import difflib
import importlib
import os
import sys
from collections.abc import Sequence
from typing import Any

import click

from scraper.errors import ScraperError, StorageError
from scraper.version import __version__

__all__ = ["main", "scraper"]

# In the order of the help page.
VERBS = (
    "extract",
    "explain",
    "fetch",
    "init",
    "discover",
    "crawl",
    "backfill",
    "load",
    "search",
    "show",
    "diff",
    "status",
    "report",
    "serve",
    "export",
    "reextract",
    "evaluate",
    "sites",
    "learn",
    "schema",
    "help",
    "completion",
)
INTERRUPTED = 130


class ReaderGone(Exception):
    """Nobody reads our output any more, as in `scraper extract pages | head -1`."""


class Verbs(click.Group):
    """The verbs, each read from its file when it is asked for."""

    def invoke(self, ctx: click.Context) -> Any:
        """Run the verb; a broken pipe is told apart here, since click would end the process for it."""
        try:
            return super().invoke(ctx)
        except BrokenPipeError as error:
            raise ReaderGone from error

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 -- click's signature
        """Return the verbs in the order of the help page."""
        return list(VERBS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002 -- click's signature
        """Return the verb, or `None` when there is none of that name."""
        if cmd_name not in VERBS:
            return None
        command: click.Command = importlib.import_module(f"scraper.cli.{cmd_name}").command
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Return the verb that the arguments begin with; of a wrong one, raise what comes nearest."""
        if not args[0].startswith("-") and not ctx.resilient_parsing:
            self.verb(ctx, args[0])
        return super().resolve_command(ctx, args)

    def verb(self, ctx: click.Context, name: str) -> click.Command:
        """Return the verb called `name`; raises click's `UsageError` that names those which are written like it."""
        command = self.get_command(ctx, name)
        if command is not None:
            return command
        near = difflib.get_close_matches(name.lower(), VERBS)
        hint = f"did you mean {' or '.join(near)}?" if near else "`scraper help` lists them"
        raise click.UsageError(f"no command {name!r}; {hint}", ctx)


EXIT_CODES = (
    "Exit codes: 0 all right, 1 some items failed, 2 wrong usage, 3 nothing found, 4 blocked or forbidden by "
    "robots.txt, 5 network, 6 storage, 130 interrupted."
)


def _show_version(context: click.Context, _option: click.Parameter, is_asked: bool) -> None:  # noqa: FBT001 -- click's
    if is_asked and not context.resilient_parsing:
        from scraper.page import is_compiled

        click.echo(f"scraper, version {__version__} ({'compiled' if is_compiled() else 'plain Python'})")
        context.exit()


@click.group(cls=Verbs, epilog=EXIT_CODES, context_settings={"help_option_names": ["-h", "--help"]})
@click.option(
    "-V",
    "--version",
    is_flag=True,
    is_eager=True,
    expose_value=False,
    callback=_show_version,
    help="Show the version, and whether the hottest steps are compiled, and exit.",
)
def scraper() -> None:
    """News pages in, records out."""


def main(arguments: Sequence[str] | None = None) -> None:
    """Run the command line and end the process with its exit code."""
    sys.exit(run(arguments))


def run(arguments: Sequence[str] | None = None) -> int:
    """Run one verb and return its exit code; every error becomes one line on standard error."""
    if os.environ.get("SCRAPER_DEBUG"):
        import logging

        logging.basicConfig(level=logging.DEBUG)
    try:
        code = scraper.main(arguments, prog_name="scraper", standalone_mode=False)
        sys.stdout.flush()
    except click.ClickException as error:
        error.show()
        return error.exit_code
    except (click.Abort, KeyboardInterrupt):
        complain("interrupted")
        return INTERRUPTED
    except (ReaderGone, BrokenPipeError):
        # The reader has what it wanted; what Python would still write at its end goes nowhere.
        os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
        return 0
    except ScraperError as error:
        complain(str(error))
        return error.exit_code
    except OSError as error:
        complain(f"{error.filename or 'output'}: {(error.strerror or str(error)).lower()}")
        return StorageError.exit_code
    except Exception as error:  # a person gets a sentence; the traceback is for who asks for it
        if os.environ.get("SCRAPER_DEBUG"):
            raise
        complain(f"internal error: {type(error).__name__}: {error} (SCRAPER_DEBUG=1 shows where)")
        return 1
    return code or 0


def complain(message: str) -> None:
    """Print one line to standard error; what is no text in a file's name is shown escaped."""
    line = " ".join(message.split()).encode(errors="backslashreplace").decode()
    click.echo(f"scraper: {line}", err=True)
