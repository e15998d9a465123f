"""Part of `_body_scores.pyx`: the body model."""

cdef enum:
    DEPTH = 5
    SPLITS = 31
    LEAVES = 32
    COLUMNS = 58
    TREES = 512

assert len(NAMES) == COLUMNS


cdef struct _Tree:
    # The splits from the root down, the two below `n` at 2 n + 1 and 2 n + 2, and the leaves from left to right.
    double bounds[SPLITS]
    double leaves[LEAVES]
    unsigned char columns[SPLITS]


cdef struct _Group:
    int end
    double low, high


cdef _Tree[TREES] _TREES
cdef _Group[TREES] _GROUPS
cdef int _GROUP_COUNT = 0


cdef int _plant(_Tree* tree, object node, int place) except -1:
    """Write a tree's node and those below it."""
    if not isinstance(node, list):
        _repeat(tree, node, place)
        return 0
    column, bound, left, right = node
    if place >= SPLITS:
        raise ValueError("a tree that is too deep")
    if not 0 <= column < COLUMNS:
        raise ValueError("a column that is none")
    tree.columns[place], tree.bounds[place] = column, bound
    _plant(tree, left, 2 * place + 1)
    _plant(tree, right, 2 * place + 2)
    return 0


cdef void _repeat(_Tree* tree, double leaf, int place) noexcept:
    """Write a leaf at all places below it: every way is as long as the longest."""
    if place >= SPLITS:
        tree.leaves[place - SPLITS] = leaf
        return
    _repeat(tree, leaf, 2 * place + 1)
    _repeat(tree, leaf, 2 * place + 2)


cdef int _plant_all() except -1:
    global _GROUP_COUNT
    cdef int count = 0
    cdef tuple groups = body_trees().groups
    if sum(len(trees) for trees, _, _ in groups) > TREES:
        raise ValueError("more trees than there is room for")
    for trees, low, high in groups:
        for tree in trees:
            _plant(&_TREES[count], tree, 0)
            count += 1
        _GROUPS[_GROUP_COUNT].end = count
        _GROUPS[_GROUP_COUNT].low, _GROUPS[_GROUP_COUNT].high = low, high
        _GROUP_COUNT += 1
    return 0


_plant_all()


cdef double _body_score(const double* x) noexcept nogil:
    """`model.body_score`. There are no branches inside a tree, so that the processor works on several at once."""
    cdef double score = 0.0, s
    cdef int group, number = 0, place, level
    cdef _Tree* tree
    for group in range(_GROUP_COUNT):
        s = 0.0
        while number < _GROUPS[group].end:
            tree = &_TREES[number]
            place = 0
            for level in range(DEPTH):
                place = 2 * place + 2 - (x[tree.columns[place]] <= tree.bounds[place])
            s += tree.leaves[place - SPLITS]
            number += 1
        score += s
        if score < _GROUPS[group].low or score > _GROUPS[group].high:
            break
    return score
