# What the scores of all lines make together: `scores.py`.

cdef double LIKELY = scores._LIKELY, LEAST_MASS = scores._LEAST_MASS, MOST_MASS = scores._MOST_MASS
cdef double STEEPEST = scores._STEEPEST, CHANGE = scores._CHANGE, SUREST = scores._SUREST, LONGEST = scores._LONGEST


def text_run(sizes, found):
    """Return between which lines the text stands, by the lines' lengths and raw scores."""
    cdef double best = 0.0, total = 0.0, likely
    cdef Py_ssize_t low = 0, high = 0, start = 0, place
    for place in range(len(sizes)):
        likely = 1 / (1 + exp(min(STEEPEST, -<double>found[place])))
        total += (likely - LIKELY) * (LEAST_MASS + min(<double>sizes[place], MOST_MASS))
        if total > best:
            best, low, high = total, start, place + 1
        if total <= 0:
            total, start = 0.0, place + 1
    return low, high


def text_lines(sizes, found):
    """Return which lines are text: the choice with the largest sum of scores where each begin of a run of it costs."""
    cdef Py_ssize_t count = len(sizes), place
    cdef double outside = 0.0, inside = -CHANGE, gain
    cdef bint is_text
    cdef list chosen = [False] * count
    # Bit 0: out of the text one came from outside, bit 1: in the text one came from inside.
    cdef unsigned char* ways = <unsigned char*>PyMem_Calloc(max(1, count), 1)
    if ways is NULL:
        raise MemoryError
    for place in range(count):
        gain = max(-SUREST, min(SUREST, <double>found[place]))
        gain *= LEAST_MASS + min(<double>sizes[place], LONGEST)
        ways[place] = (outside >= inside) | (inside >= outside - CHANGE) << 1
        outside, inside = max(outside, inside), max(inside, outside - CHANGE) + gain
    is_text = inside > outside
    for place in range(count - 1, -1, -1):
        chosen[place] = bool(is_text)
        is_text = ways[place] & 2 != 0 if is_text else ways[place] & 1 == 0
    PyMem_Free(ways)
    return chosen
