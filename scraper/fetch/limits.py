"""What one fetch may cost; the defaults suit news sites."""

from __future__ import annotations

from dataclasses import dataclass

MEBIBYTE = 2**20


@dataclass(frozen=True, slots=True)
class Limits:
    """Deadlines in seconds and caps in bytes for one fetch, its redirects and its repeats included.

    `connect` bounds name look-up, connection and TLS handshake each, `read` the silence between two pieces of an
    answer, `total` the time on the network; waits that we choose (politeness, Retry-After, back-off) don't count in it.
    `max_bytes` bounds the body, as sent and decoded. An answer that may pass is asked for up to `attempts` times, with
    waits from `backoff` on, doubling; a Retry-After of more than `retry_after` is not waited out.
    """

    connect: float = 10.0
    read: float = 20.0
    total: float = 60.0
    max_bytes: int = 32 * MEBIBYTE
    redirects: int = 10
    retry_after: float = 30.0
    attempts: int = 3
    backoff: float = 0.5

    def __post_init__(self) -> None:
        for name in ("connect", "read", "total", "max_bytes", "attempts"):
            if not getattr(self, name) > 0:
                raise ValueError(f"{name} must be more than 0, not {getattr(self, name)}")
