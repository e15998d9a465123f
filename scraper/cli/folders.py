"""The saved pages of a folder: which of its files are pages, and which came along with one."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator, Sequence
from pathlib import Path

# Saved pages, also packed; a mirror of a site keeps the query in the name: `view.html?id=1`, `view.php@id=1`.
_PAGE_NAME = re.compile(
    r"\.(?:x?html?|mht(?:ml)?|shtml|php\d?|aspx?|jsp|txt)(?:\.gz)?(?:[?@].*)?(?:\.gz)?$", re.IGNORECASE
)
# Nothing behind a last dot that could be the kind of the file; a mirror keeps `/news/48213` and `view@id=1` as such.
_NO_KIND = re.compile(r"^[^.][^.?@]*(?:\.\d[^.?@]*)*(?:[?@].*)?$")
_MARKUP = re.compile(rb"<(?:!doctype\s+html|html|head|body|meta|title)\b", re.IGNORECASE)
_HEAD = 2048
# What browsers and Windows append to a page's name for the folder of its pictures and style sheets, by language
# (Windows: "File connection" between a page and its folder).
_BESIDE_A_PAGE = (
    *("_archivos", ".archivos", "_arquivos", "_bestanden", "_bylos", "-Dateien", "_datoteke", "_dosyalar", "_elemei"),
    *("_failid", "_fails", "_fajlovi", "_ficheiros", "_fichiers", "_file", ".files", "_files", "-filer", "_fitxers"),
    *("_fitxategiak", "_pliki", "_soubory", "_tiedostot"),
)


def is_page_name(name: str) -> bool:
    """Whether a file of this name is a saved page.

    >>> [is_page_name(name) for name in ("a.html", "a.HTM.gz", "view.php@id=1", "a.jpg", "48213")]
    [True, True, True, False, False]
    """
    return _PAGE_NAME.search(name) is not None


def looks_like_page(path: str) -> bool:
    """Whether a file whose name tells no kind begins like a page; a file that can't be read does not."""
    if not _NO_KIND.match(Path(path).name):
        return False
    try:
        with Path(path).open("rb") as file:
            return _MARKUP.search(file.read(_HEAD)) is not None
    except OSError:
        return False


def pages_in(folder: Path) -> list[str]:
    """Return the paths of the saved pages in the folder and below it, in order.

    What a browser keeps beside a page (`Story_files/` of `Story.html`) is left out: frames and adverts are no pages.
    """
    return sorted(_walk(folder))


def _walk(folder: Path) -> Iterator[str]:
    for parent, folders, names in os.walk(folder):
        pages = [name for name in names if is_page_name(name) or looks_like_page(f"{parent}/{name}")]
        folders[:] = [name for name in folders if not _is_beside_a_page(name, pages)]
        # A `Path` for each of a million files costs seconds.
        yield from (os.path.join(parent, name) for name in pages)  # noqa: PTH118


def _is_beside_a_page(folder: str, pages: Sequence[str]) -> bool:
    for ending in _BESIDE_A_PAGE:
        if folder.lower().endswith(ending.lower()):
            stem = folder[: -len(ending)]
            return any(page == stem or page.rpartition(".")[0] == stem for page in pages)
    return False
