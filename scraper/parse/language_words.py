"""What a text's commonest words say of its language: text in, the language out if one alone has its words there.

A few dozen words settle most texts whose letters leave it open. What they leave open too is the detector's, whose model
takes two thirds of a second to load.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from types import MappingProxyType
from unicodedata import normalize

# Articles, pronouns, prepositions and auxiliaries, which every topic needs. A word may be of several languages. The
# small languages keep a large neighbour from being taken for clear: Afrikaans beside Dutch, Galician beside Portuguese.
_WORDS = MappingProxyType(
    {
        "af": "die van en in is wat het nie dat vir te met op sy hy hulle ons aan deur om ook was maar na by uit sal"
        " as ’n 'n word nog oor",
        "ca": "el la els les de del dels i amb per que en un una és són ha han aquest aquesta també més com a al als no"
        " l’any l'any ser estat fins entre",
        "da": "og i at er en den til det på de som med for et af ikke der har var men fra om vi kan skal sig han blev"
        " ved eller efter også",
        "de": "der die das den dem des ein eine einen einem einer eines und oder aber ist sind war wird werden wurde"
        " haben hat nicht auch auf aus bei für mit nach von vom vor zu zum zur im in an am als wie sich es er sie wir"
        " ich ihr dass wenn über unter durch nur noch so um bis sein kann",
        "en": "the of and to in a an is are was were be been has have had that this these those it its for on with as"
        " at by from or not but you your we our they their he she his her which who will can more than there about"
        " into if all also how what when would",
        "es": "el la los las de del y en que un una con por para es son fue ha han se su sus lo al como más pero este"
        " esta no ser está entre sobre también hasta desde a o",
        "fr": "le la les de des du un une et en est sont que qui dans pour par sur avec pas plus ne se ce cette ces"
        " au aux il elle ils nous vous je son sa ses leur ou mais comme été être ont a à on d'un d'une n'est c'est",
        "gl": "o a os as de do da dos das e que en un unha con por para é foi non se ao á como máis no na nos nas polo"
        " pola ser esta este tamén entre",
        "hi": "के की में है और को से का हैं ने पर कि यह भी नहीं इस एक ही तो हो था थे कर लिए किया",
        "id": "yang dan di dari untuk pada ini itu dengan tidak akan dalam juga ke oleh sudah adalah bisa ada kata",
        "it": "il lo la i gli le di del della dei delle dal dalla nel nella un una e è che in con per non si sono ha"
        " hanno a al alla ai alle anche come più da su sul sulla questo questa ma o l'ha c'è",
        "la": "et in est non ad ut cum ex sed qui quae quod ab per si aut de esse sunt atque eius hoc",
        "lb": "de d’ an am vun fir net mat op ass sinn och dat déi en eng zu bei hunn huet gëtt war datt",
        "nl": "de het een en van in is zijn dat die op te met voor niet aan er om ook als bij door maar naar uit worden"
        " wordt werd heeft deze dit was hij ze wij nog tot over",
        "pt": "o a os as de do da dos das e em no na nos nas um uma que com por para é são foi não se ao à como mais"
        " mas este esta pelo pela também entre até ser",
        "no": "og i at er en den til det på de som med for et av ikke har var men fra om vi kan skal seg han ble ved"
        " eller etter også",
        "oc": "lo la los las de del e que en un una per dins amb es son a al se pas mai o d’un d’una",
        "ro": "de la și în a cu pe nu din că care un o să se au este sunt mai ce lui pentru prin după ca al ale cei",
        "sq": "të e në për me një dhe që është nga më ka i së se si u do kanë ishte edhe janë",
        "sv": "och i att är en den till det på de som med för ett av inte har var men från om vi kan ska sig han"
        " blev vid eller efter också",
        "tl": "ang ng sa na mga ay si at ni ito para hindi kung siya may nang lang din niya ko mo ako namin",
        "vi": "là và của có không được trong cho các với một những người đã khi này để đến ra tại vào từ sau bị trên"
        " hơn như nhiều năm ngày rồi về phải",
    }
)
_LANGUAGES = MappingProxyType(
    {
        word: tuple(language for language, own in _WORDS.items() if word in own.split())
        for words in _WORDS.values()
        for word in words.split()
    }
)
# Of all words; half as many will do where the page declares the language. On the gold's 1,750 texts this settles nine
# of ten that are of these languages, each as the detector does; with twice instead of three times as many words of its
# own as of another language, a text of two languages goes wrong.
_SHARE, _SHARE_DECLARED = 0.2, 0.1
_OWN, _TIMES_OTHER = 3, 3
# Of all words too: in a long text of a language that has no list here, a neighbour's words add up.
_OWN_SHARE = 0.08


def language_by_words(text: str, *, declared: Iterable[str]) -> str | None:
    """Return the language that a text has many common words of, and of every other one hardly any that it lacks.

    >>> language_by_words("Die Fähre ist nach dem Sturm wieder auf der Fahrt und legt am Abend an.", declared=[])
    'de'
    >>> language_by_words("Fähre, Mole, Sturm", declared=["de"])
    >>> language_by_words("the ferry of the island, die Fähre der Insel", declared=[])
    """
    words = normalize("NFC", text.lower()).split()
    known = [_LANGUAGES[word] for word in words if word in _LANGUAGES]
    counts = Counter(language for languages in known for language in languages)
    if not counts:
        return None
    (best, count), *_ = counts.most_common(1)
    if count < (_SHARE_DECLARED if best in declared else _SHARE) * len(words):
        return None
    least = max(_OWN, _OWN_SHARE * len(words))
    return best if all(_is_apart(best, other, known, least=least) for other in counts if other != best) else None


def _is_apart(language: str, other: str, known: Sequence[tuple[str, ...]], *, least: float) -> bool:
    """Return whether the words that only one of two languages has are almost all of `language`, and enough."""
    own = sum(language in languages and other not in languages for languages in known)
    others = sum(other in languages and language not in languages for languages in known)
    return own >= least and own > _TIMES_OTHER * others
