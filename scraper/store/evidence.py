"""A story to cite: one ZIP file with the bytes as they came, the records, their digests, and how to verify them."""

from __future__ import annotations

import hashlib
import json
import zipfile
from pathlib import Path

from scraper.errors import StorageError
from scraper.store.archive import WARC, Archive
from scraper.store.report import Report

VERIFY = """\
What this file holds, and how to check it without the program that made it.

story.json      the newest record, every version's fields that changed, and every capture with its time and digest
versions/       the record of each version
pages.warc.gz   the captures as they came from the server: WARC 1.1 records, copied byte by byte from the archive
SHA256SUMS      the SHA-256 digest of each of these files

1. sha256sum -c SHA256SUMS
   says that no file was changed since this file was made.
2. warcio check -v pages.warc.gz        (pip install warcio)
   says that each page's bytes fit the WARC-Payload-Digest that was written when it was fetched.
3. warcio extract pages.warc.gz OFFSET  (the offsets: warcio index pages.warc.gz)
   prints a page; the SHA-256 digest of its body is the capture's "payload_sha256" in story.json.

The digests say that nothing was changed since the capture. That the server sent these bytes at that time rests on the
word of whoever ran the capture; compare with captures of others, for instance in public web archives.
"""


def write_evidence(archive: Archive, number: int, path: Path) -> list[str]:
    """Write the ZIP file of a story and return the names of the files in it."""
    story = archive.story(number)
    files = {"story.json": _json(story), "VERIFY.txt": VERIFY.encode()}
    for version in story["versions"]:
        record = archive.version(number, version["version"])
        if record:
            files[f"versions/{version['version']}.json"] = _json(record.to_dict())
    pages = _pages(archive, story)
    if pages:
        files["pages.warc.gz"] = pages
    sums = "".join(f"{hashlib.sha256(data).hexdigest()}  {name}\n" for name, data in sorted(files.items()))
    files["SHA256SUMS"] = sums.encode()
    try:
        with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as package:
            for name, data in sorted(files.items()):
                # The same story gives the same file: no time of making in it.
                package.writestr(zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0)), data, zipfile.ZIP_DEFLATED)
    except OSError as error:
        raise StorageError(f"{path}: {error.strerror}") from error
    return sorted(files)


def _json(value: object) -> bytes:
    return (json.dumps(value, ensure_ascii=False, indent=2) + "\n").encode()


def _pages(archive: Archive, story: Report) -> bytes:
    """Return the WARC records of the captures, each once, with those that unchanged ones point to."""
    if archive.folder is None:
        return b""
    wanted = {capture["id"]: capture for capture in story["captures"] if capture["warc_file"]}
    for pointed in {capture["refers_to"] for capture in wanted.values()} - {None} - set(wanted):
        wanted[pointed] = archive.capture(pointed)
    pages = []
    for _, capture in sorted(wanted.items()):
        file = archive.folder / WARC / capture["warc_file"]
        try:
            with file.open("rb") as stream:
                stream.seek(capture["warc_offset"])
                pages.append(stream.read(capture["warc_length"]))
        except OSError as error:
            raise StorageError(f"{file}: {error.strerror}") from error
    return b"".join(pages)
