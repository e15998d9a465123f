"""`scraper completion`: what makes a shell complete verbs, options and values."""

from __future__ import annotations

import click

HOW = """\b
bash, in ~/.bashrc:                  eval "$(scraper completion bash)"
zsh, in ~/.zshrc, after compinit:    eval "$(scraper completion zsh)"
fish, once:    scraper completion fish > ~/.config/fish/completions/scraper.fish
"""


@click.command("completion", epilog=HOW)
@click.argument("shell", type=click.Choice(["bash", "zsh", "fish"]))
@click.pass_context
def command(context: click.Context, shell: str) -> None:
    """Print the lines that make SHELL complete verbs, options and their values with the tab key."""
    from click.shell_completion import get_completion_class

    kind = get_completion_class(shell)
    assert kind is not None  # noqa: S101 -- click knows the three
    click.echo(kind(context.find_root().command, {}, "scraper", "_SCRAPER_COMPLETE").source())
