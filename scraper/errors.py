"""The error tree; every class carries the exit code a command ends with.

ScraperError
├── UsageError            a wrong argument, file name or option                        exit 2
├── NothingFound          the input was read and holds no article                      exit 3
├── Blocked               a wall stands before the article: challenge, consent         exit 4
├── SiteRuleError         a site rule file is wrong; names file and key                exit 2
├── FetchError            a page could not be had; carries the URL                     exit 5
│   ├── BadURL            the address itself can't be read                             exit 2
│   ├── RobotsForbidden   robots.txt refuses the path, or can't be asked now           exit 4
│   ├── ForbiddenAddress  the address is private, or its scheme is not http or https   exit 4
│   ├── ChallengePage     a challenge came in place of the page; is Blocked too        exit 4
│   ├── Unreachable       no connection: unknown name, refused, reset                  exit 5
│   ├── TLSFailure        the certificate or the TLS handshake failed                  exit 5
│   ├── FetchTimeout      a deadline passed                                            exit 5
│   ├── TooLarge          more bytes than the limit                                    exit 5
│   ├── TooManyRedirects  a redirect loop or a longer chain than the limit             exit 5
│   ├── BadStatus         the server answered with an error status                     exit 5
│   ├── NotAPage          the answer is a PDF, an image, a download                    exit 5
│   └── BrokenAnswer      the answer breaks off or is no HTTP                          exit 5
└── StorageError          the archive or the database failed                           exit 6
    ├── ArchiveMissing    no archive stands there
    ├── ArchiveBusy       another crawl works on the archive; names its host and process
    ├── ArchiveTooNew     a newer version of this program has written it
    ├── DamagedWarc       a file is no WARC, or is cut off or broken
    ├── DiskFull          there is no room left; nothing of the last write was kept
    └── RecordRefused     a record holds what no database can store
"""

from __future__ import annotations

from typing import Any, ClassVar


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
    """A page could not be had from the network; `url` is the address asked for.

    `response` is what the server sent, when it sent a whole answer (a `scraper.model.Response`: typed loosely, because
    the values stand above the errors); `received` counts the bytes that came before the fetch ended.
    """

    code = "fetch"
    exit_code = 5

    def __init__(self, url: str, message: str, response: Any = None) -> None:
        super().__init__(f"{url}: {message}")
        self.url = url
        self.message = message
        self.response = response
        self.received = 0

    def __reduce__(self) -> tuple[Any, ...]:
        return type(self), (self.url, self.message, self.response)


class BadURL(FetchError, ValueError):
    """The text is no address that can be asked."""

    code = "bad_url"
    exit_code = 2


class RobotsForbidden(FetchError, PermissionError):
    """The host's robots.txt refuses this path to this program, or could not be asked."""

    code = "robots_forbidden"
    exit_code = 4


class ForbiddenAddress(FetchError, PermissionError):
    """The address leads into a private network, or is no http or https address."""

    code = "forbidden_address"
    exit_code = 4


class ChallengePage(FetchError, Blocked):
    """The server sent a challenge (a captcha, a browser check) in place of the page."""

    code = "blocked"
    exit_code = 4


class Unreachable(FetchError, ConnectionError):
    """No connection: the name is unknown, the port is closed, the connection was reset."""

    code = "unreachable"


class TLSFailure(FetchError, ConnectionError):
    """The certificate does not verify or the TLS handshake failed."""

    code = "tls"


class FetchTimeout(FetchError, TimeoutError):
    """The connect, read or total deadline passed."""

    code = "timeout"


class TooLarge(FetchError):
    """The answer has more bytes, as sent or decoded, than the limit allows."""

    code = "too_large"


class TooManyRedirects(FetchError):
    """The redirects go in a circle or on for longer than the limit allows."""

    code = "too_many_redirects"


class BadStatus(FetchError):
    """The server answered with an error status; `retry_after` is the wait in seconds it asked for."""

    code = "bad_status"

    def __init__(self, url: str, message: str, response: Any = None, retry_after: float | None = None) -> None:
        super().__init__(url, message, response)
        self.retry_after = retry_after

    def __reduce__(self) -> tuple[Any, ...]:
        return type(self), (self.url, self.message, self.response, self.retry_after)

    @property
    def status(self) -> int | None:
        """The HTTP status of the answer."""
        return None if self.response is None else int(self.response.status)


class NotAPage(FetchError):
    """The answer is no page: a PDF, an image, a download."""

    code = "not_a_page"


class BrokenAnswer(FetchError):
    """The answer breaks off, is no HTTP, or is not compressed as it says."""

    code = "broken_answer"


class StorageError(ScraperError, OSError):
    """The archive or the database could not be read or written."""

    code = "storage"
    exit_code = 6


class ArchiveMissing(StorageError):
    """No archive stands at the place given."""

    code = "archive_missing"


class ArchiveBusy(StorageError):
    """Another run works on the archive; the message names its host, its process and since when."""

    code = "archive_busy"


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


class InputHint(UserWarning):
    """A text that was given as a page names one, by its address or its file: it was not read as its own article."""
