"""Part of `_reader.pyx`: what each tag does."""

cdef class _Tag:
    """What is done at a tag, and what is to be known of the elements that it opens."""

    cdef int action
    cdef str name
    # Elements of block-level tags are known by one bit each.
    cdef unsigned long long bit, ends
    cdef bint is_hidden, asks, is_scope, is_table, splits, is_preformatted, is_heading


cdef dict _BITS = {name: 1 << place for place, name in enumerate(sorted(BLOCK_TAGS))}
assert len(_BITS) <= 64
cdef dict _STARTS = {
    "a": LINK, "b": BOLD, "strong": BOLD, "em": SLANT, "i": SLANT, "br": LINE, "hr": RULE, "img": IMAGE, "amp-img": IMAGE, "meta": META,
    "link": HEAD_LINK, "time": TIME, "html": HTML, "body": BODY, "base": BASE, "picture": PICTURE, "source": OFFER,
}
cdef dict _ENDS = {
    "a": LINK_END, "b": BOLD_END, "strong": BOLD_END, "em": SLANT_END, "i": SLANT_END, "br": LINE_END, "hr": PAGE_END, "html": PAGE_END, "body": PAGE_END
}
assert _STARTS.keys() == OTHERS and _ENDS.keys() == OTHER_ENDS


cdef _Tag _tag(str written):
    """Return what a tag does, by its name as the page writes it: `tags.tag_of`."""
    cdef _Tag tag = _Tag()
    name = written.lower()
    if name.startswith("/"):
        name = name[1:]
        tag.action = _ENDS.get(name, BLOCK_END if name in BLOCK_TAGS else INLINE_END)
    elif name in _STARTS:
        tag.action = _STARTS[name]
    elif name in VOID_TAGS:
        tag.action = NOTHING
    else:
        tag.action = BLOCK if name in BLOCK_TAGS else INLINE
    tag.name = name
    tag.bit = _BITS.get(name, 0)
    for ended in ended_by(name):
        tag.ends |= _BITS[ended]
    # A dialog and a template may be open.
    tag.asks = name in OPENED_TAGS
    tag.is_hidden = name in HIDDEN_TAGS and not tag.asks
    tag.is_scope = name in SCOPES
    tag.is_table = name in TABLE_TAGS
    tag.splits = breaks_split(name)
    tag.is_preformatted = name == "pre"
    tag.is_heading = name in HEADINGS
    return tag


cdef inline int _slot_of(unsigned long long name) noexcept:
    return (name * 0x9E3779B97F4A7C15ULL) >> 54


cdef dict _KNOWN = {}
for _name in (*BLOCK_TAGS, *_STARTS, *VOID_TAGS, "span", "em", "i", "u", "small", "label", "font", "sup", "sub", "input"):
    _KNOWN[_name.encode()] = _tag(_name)
    _KNOWN[b"/" + _name.encode()] = _tag("/" + _name)
# Names of up to eight bytes are looked up as one number: (number, index in `_SHORT_TAGS`) by open addressing.
cdef list _SHORT_TAGS = []
cdef unsigned long long[1024] _SHORT_NAMES
cdef short[1024] _SHORT_PLACES
for _key, _known in _KNOWN.items():
    if len(_key) <= 8:
        _number = int.from_bytes(_key, "little")
        _slot = _slot_of(_number)
        while _SHORT_NAMES[_slot]:
            _slot = (_slot + 1) & 1023
        _SHORT_NAMES[_slot], _SHORT_PLACES[_slot] = _number, len(_SHORT_TAGS)
        _SHORT_TAGS.append(_known)
# Elements are compared by their bits, so one object is as good as another.
cdef _Tag _ROOT = _KNOWN[b"html"]
cdef unsigned long long _P = _BITS["p"]
cdef _Tag _BUTTON = _KNOWN[b"button"], _BUTTON_END = _KNOWN[b"/button"]
cdef _Tag _SPAN = _KNOWN[b"span"], _SPAN_END = _KNOWN[b"/span"], _NOSCRIPT = _KNOWN[b"noscript"]


cdef const char** _IMAGE_NAMES = [
    b"data-src", b"data-original", b"data-lazy-src", b"src", b"data-srcset", b"srcset", b"alt"
]
cdef const char** _META_NAMES = [b"property", b"name", b"itemprop", b"http-equiv", b"content"]
cdef const char** _HEAD_LINK_NAMES = [b"rel", b"href"]
cdef const char** _BASE_NAMES = [b"href"]
cdef const char** _SOURCE_NAMES = [b"data-srcset", b"srcset"]
cdef const char** _MARK_NAMES = [
    b"datetime", b"content", b"data-date", b"data-time", b"data-datetime", b"data-timestamp", b"href",
    b"itemprop", b"class", b"id", b"title",
]
