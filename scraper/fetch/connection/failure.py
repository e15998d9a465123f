"""From the exceptions of requests and urllib3 to our errors: one clear sentence each."""

from __future__ import annotations

from requests import exceptions
from urllib3.exceptions import ProtocolError

from scraper.errors import BadURL, BrokenAnswer, Unreachable
from scraper.fetch.connection.exchange import Exchange, Halt

BREAKS_OFF = "the answer breaks off before its end"

_BAD_URL = (exceptions.InvalidURL, exceptions.InvalidSchema, exceptions.MissingSchema, exceptions.InvalidProxyURL)


def translate(error: Exception, exchange: Exchange) -> Halt:
    """Return the halt that says what `error` means for the fetch; those worth repeating are marked as passing."""
    if isinstance(error, Halt):
        return error
    if isinstance(error, _BAD_URL):
        return Halt(BadURL(exchange.url, _sentence(error)))
    if isinstance(error, ProtocolError):
        return Halt(BrokenAnswer(exchange.url, BREAKS_OFF), is_passing=True)
    if isinstance(error, exceptions.Timeout):
        return exchange.timed_out(f"the server sent nothing for {exchange.limits.read:g} s")
    if isinstance(error, exceptions.ProxyError):
        return Halt(Unreachable(exchange.url, f"the proxy gave no connection: {_sentence(error)}"))
    if _is_no_http(error):
        return Halt(BrokenAnswer(exchange.url, f"the answer is no HTTP: {_sentence(error)}"))
    if isinstance(error, exceptions.ConnectionError):
        why = f"the connection broke before an answer came: {_sentence(error)}"
        return Halt(Unreachable(exchange.url, why), is_passing=True)
    return Halt(BrokenAnswer(exchange.url, _sentence(error)))


def _causes(error: BaseException) -> list[BaseException]:
    chain: list[BaseException] = []
    at: BaseException | None = error
    while at is not None and at not in chain:
        chain.append(at)
        at = at.__cause__ or at.__context__
    return chain


def _is_no_http(error: Exception) -> bool:
    names = {type(cause).__name__ for cause in _causes(error)}
    return (
        not names.isdisjoint(
            {"BadStatusLine", "LineTooLong", "UnknownProtocol", "HTTPException", "InvalidHeader", "InvalidChunkLength"}
        )
        and "RemoteDisconnected" not in names
    )


def _sentence(error: BaseException) -> str:
    """Return the innermost message, on one line and short."""
    told = " ".join(str(_causes(error)[-1]).split())
    return told if len(told) <= 160 else f"{told[:159]}…"
