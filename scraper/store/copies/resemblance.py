"""How much two texts have in common: character 5-grams of what is left when case, blanks and punctuation are laid off.

A signature is a MinHash by one permutation (Li, Owen, Zhang 2012) with the empty bins filled from their neighbours
(Shrivastava, Li 2014): one hash a 5-gram instead of one a bin. Signatures are stored: a change needs a migration.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from scraper.store.terms import letters

WIDTH = 5
BINS = 80
# Four bins a band, twenty bands: of two texts that share .73 of their 5-grams (a lightly edited press release) 99.9 %
# meet in a band, of two that share .5 72 %, of two that share .1 two in a thousand.
BAND = 4
BANDS = BINS // BAND
# Of fewer 5-grams nothing can be said: a caption, a line of weather.
MIN_SHINGLES = 40

# Any odd numbers do; these are the golden ratio's and a prime of xxHash.
_MIX = 0x9E3779B97F4A7C15
_STEP = 0x9E3779B1
_PRIME = 0xC2B2AE3D27D4EB4F
_EMPTY = 0xFFFFFFFF

# An array of 64-bit hashes, ascending, each once.
Shingles = Any


def shingles(text: str) -> Shingles:
    """Return the hashes of the text's 5-grams."""
    import numpy as np

    codes = letters(text).astype(np.uint64)
    count = len(codes) - WIDTH + 1
    if count < 1:
        return np.empty(0, dtype=np.uint64)
    hashes: Any = np.zeros(count, dtype=np.uint64)
    for place in range(WIDTH):
        hashes = hashes * np.uint64(_PRIME) + codes[place : place + count]
    # The sum's low bits depend on the last letters alone; its high bits are folded in.
    hashes = (hashes ^ (hashes >> np.uint64(29))) * np.uint64(_MIX)
    # Sorting and looking for neighbours costs a fifth of `np.unique`.
    hashes = np.sort(hashes ^ (hashes >> np.uint64(32)))
    return hashes[np.concatenate(([True], hashes[1:] != hashes[:-1]))]


def resemblance(one: Shingles, other: Shingles) -> float:
    """Return the share of 5-grams that both have among those that either has: 1 the same, 0 nothing in common."""
    import numpy as np

    both = len(np.intersect1d(one, other, assume_unique=True))
    either = len(one) + len(other) - both
    return both / either if both else 0.0


def signature(hashes: Shingles) -> bytes:
    """Return the signature of a text; two texts agree in about as many of its numbers as they share 5-grams."""
    import numpy as np

    smallest: Any = np.full(BINS, _EMPTY, dtype=np.uint32)
    if len(hashes):
        # The bin is told by the high half of a hash, the number in it by the low half.
        bins = ((hashes >> np.uint64(32)) * np.uint64(BINS)) >> np.uint64(32)
        np.minimum.at(smallest, bins.astype(np.intp), hashes.astype(np.uint32))
        _fill(smallest, np.bincount(bins.astype(np.intp), minlength=BINS) == 0)
    packed: bytes = smallest.astype("<u4").tobytes()
    return packed


def _fill(smallest: Any, is_empty: Any) -> None:
    """Give each empty bin the number of the next full one, changed by how far away that is."""
    import numpy as np

    full = np.flatnonzero(~is_empty)
    empty = np.flatnonzero(is_empty)
    following = full[np.searchsorted(full, empty) % len(full)]
    away = ((following - empty) % BINS).astype(np.uint32)
    smallest[empty] = smallest[following] + away * np.uint32(_STEP)


def bands(signatures: Sequence[bytes]) -> Any:
    """Return the keys under which similar texts meet: an array of 64-bit numbers, a row of `BANDS` for each text."""
    import numpy as np

    numbers = np.frombuffer(b"".join(signatures), dtype="<u4").astype(np.uint64).reshape(len(signatures), BANDS, BAND)
    keys: Any = np.arange(1, BANDS + 1, dtype=np.uint64)
    for place in range(BAND):
        keys = (keys ^ numbers[:, :, place]) * np.uint64(_PRIME)
        keys ^= keys >> np.uint64(31)
    return keys.view(np.int64)


def agreement(one: bytes, other: bytes) -> float:
    """Return the share of numbers in which two signatures agree: an estimate of the resemblance, good to about .05."""
    import numpy as np

    same = np.frombuffer(one, dtype="<u4") == np.frombuffer(other, dtype="<u4")
    return int(np.count_nonzero(same)) / BINS
