"""The error tree; every class carries the exit code a command ends with.

ScraperError
├── UsageError            a wrong argument, file name or option                        exit 2
├── NothingFound          the input was read and holds no article                      exit 3
├── Blocked               a wall stands before the article: challenge, consent         exit 4
├── SiteRuleError         a site rule file is wrong; names file and key                exit 2
├── FetchError            a page could not be had; carries the URL                     exit 5
└── StorageError          the archive or the database failed                           exit 6
    ├── ArchiveMissing    no archive stands there
    ├── ArchiveTooNew     a newer version of this program has written it
    ├── DamagedWarc       a file is no WARC, or is cut off or broken
    ├── DiskFull          there is no room left; nothing of the last write was kept
    └── RecordRefused     a record holds what no database can store
"""

from __future__ import annotations

from typing import ClassVar


class ScraperError(Exception):
    """Base of everything this package raises on purpose; `code` is stable, the message is one clear line."""

    code: ClassVar[str] = "error"
    exit_code: ClassVar[int] = 1


class UsageError(ScraperError, ValueError):
    """An argument, file name or option can't be used; the message says what to give instead."""

    code = "usage"
    exit_code = 2


class NothingFound(ScraperError, LookupError):
    """The input was read but holds no article."""

    code = "nothing_found"
    exit_code = 3


class Blocked(ScraperError, PermissionError):
    """A wall stands before the article: a challenge page, a consent page."""

    code = "blocked"
    exit_code = 4


class SiteRuleError(ScraperError, ValueError):
    """A site rule file is wrong; the message names the file and the key."""

    code = "site_rule"
    exit_code = 2


class FetchError(ScraperError, OSError):
    """A page could not be had from the network; `url` is the address asked for."""

    code = "fetch"
    exit_code = 5

    def __init__(self, url: str, message: str) -> None:
        super().__init__(f"{url}: {message}")
        self.url = url


class StorageError(ScraperError, OSError):
    """The archive or the database could not be read or written."""

    code = "storage"
    exit_code = 6


class ArchiveMissing(StorageError):
    """No archive stands at the place given."""

    code = "archive_missing"


class ArchiveTooNew(StorageError):
    """The database was written by a newer version of this program."""

    code = "archive_too_new"


class DamagedWarc(StorageError):
    """A file is no WARC, or is cut off or broken in the middle."""

    code = "damaged_warc"


class DiskFull(StorageError):
    """There is no room left on the disk; what was stored before is whole."""

    code = "disk_full"


class RecordRefused(StorageError, ValueError):
    """A record holds what no database can store: a lone surrogate or a NUL."""

    code = "record_refused"
