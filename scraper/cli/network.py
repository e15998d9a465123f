"""How a verb reaches addresses: settings from a file under the flags, and the fetcher made from them."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from scraper.fetch import Courtesy, Fetcher, FetchSettings
    from scraper.model import Validators


class Network(NamedTuple):
    """The flags about addresses that every verb has which takes one."""

    config: str | None = None
    allow_private_hosts: tuple[str, ...] = ()
    render: bool = False

    def settings(self, archive: str | None = None, **flags: Any) -> FetchSettings:
        """Return what the file named by `--config`, else the archive's own, says, under the flags that are given.

        Raises `UsageError` for what is wrong in the file.
        """
        from scraper.fetch.settings import FILE_NAME, FetchSettings

        own = Path(archive, FILE_NAME) if archive else None
        file = Path(self.config) if self.config else own if own and own.exists() else None
        settings = FetchSettings.read(file) if file else FetchSettings()
        return settings.with_flags(**flags, allow_private_hosts=self.allow_private_hosts)

    def check(self) -> None:
        """Raise `UsageError` when pages are to be rendered and no browser is here: before anything is written."""
        if self.render:
            from scraper.fetch import required_browser

            required_browser()

    def open(
        self,
        stack: ExitStack,
        settings: FetchSettings,
        courtesy: Courtesy | None,
        validators: Callable[[str], Validators | None] | None = None,
    ) -> Fetcher:
        """Return the fetcher, which `stack` closes; raises `UsageError` when no browser is here to render."""
        plain = stack.enter_context(settings.fetcher(courtesy, validators))
        if not self.render:
            return plain
        from scraper.fetch import BrowserFetcher

        return BrowserFetcher(plain)
