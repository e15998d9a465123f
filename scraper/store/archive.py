"""An archive: a folder with `warc/` and `scraper.db`, or a database alone; everything is done through `Archive`."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import ExitStack, contextmanager, nullcontext
from dataclasses import replace
from pathlib import Path
from types import TracebackType
from typing import Any, Self, TypeVar

from sqlalchemy import Connection, Engine, select

from scraper.errors import ArchiveMissing, StorageError
from scraper.model import Article, Response
from scraper.store import assets, report, stories
from scraper.store.copies import cluster_signed, sign_some
from scraper.store.database import (
    Claim,
    FileLock,
    articles,
    captures,
    claimed,
    connect,
    database_url,
    reading,
    upgrade,
    versions,
    writing,
)
from scraper.store.figures import Figures, figures
from scraper.store.identity import bounded
from scraper.store.intake import Added, Batch, Item
from scraper.store.prepared import Prepared, chunks, prepare, prepare_all
from scraper.store.recovery import recover
from scraper.store.rows import read_record
from scraper.store.search import Facets, Hit, Question, as_question, facets, hint, newest, search
from scraper.store.warc import DEFAULT_MAX_BYTES, Place, WarcFolder, read_at

Known = TypeVar("Known")

DATABASE = "scraper.db"
WARC = "warc"
LOCK = "scraper.lock"
# Held by a crawl from its beginning to its end.
RUN_LOCK = "crawl.lock"
# Items of one transaction: enough that its cost is spread, few enough that a killed run repeats little.
BATCH = 500
# Pages of this many bytes in all make a transaction too, so that it fits into memory.
BATCH_BYTES = 64 * 1024 * 1024
# The bands of a text lie all over their index: the more texts at a time, the fewer pages are written for each.
CLUSTER_BATCH = 16_000


class Archive:
    """Pages as they came, and the records made of them; use it in `with`, or call `close`.

    Several processes and threads may write to one archive: each transaction waits for the one before. Who serves others
    sets `query_seconds`: so long may what is read at a time take.

        with Archive.open("paper/") as archive:  # a folder, or a database URL
            archive.add(response, article)
    """

    def __init__(self, engine: Engine, folder: Path | None, *, max_bytes: int = DEFAULT_MAX_BYTES) -> None:
        self._engine = engine
        self.folder = folder
        self._warc = WarcFolder(folder / WARC, max_bytes=max_bytes) if folder else None
        self._lock = FileLock(folder / LOCK) if folder else nullcontext()
        self.query_seconds: float | None = None

    @classmethod
    def open(cls, place: str | Path, *, db: str | None = None, create: bool = True) -> Self:
        """Return the archive in a folder, or in a database alone when `place` is a URL; `db` puts the tables elsewhere.

        The schema is brought up to date. Raises `ArchiveMissing` when nothing stands there and `create` is false.
        """
        is_url = "://" in str(place)
        folder = None if is_url else Path(place)
        url = database_url(db or (place if folder is None else folder / DATABASE))
        try:
            if folder and folder.exists() and not folder.is_dir():
                raise StorageError(f"{folder}: is a file; an archive is a folder")
            if folder and not create and not (folder / (LOCK if db else DATABASE)).exists():
                raise ArchiveMissing(f"{folder}: no archive stands here")
            if folder:
                folder.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            if isinstance(error, StorageError):
                raise
            raise StorageError(f"{folder}: {error.strerror}") from error
        engine = connect(url)
        archive = cls(engine, folder)
        try:
            with archive._lock:
                upgrade(engine)
        except BaseException:
            archive.close()
            raise
        return archive

    def close(self) -> None:
        """Let go of the database; what was added is stored already."""
        self._engine.dispose()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    # ------------------------------------------------------------ in

    def add(
        self, response: Response | None, article: Article | None = None, *, parts: Iterable[Response] = ()
    ) -> Added:
        """Store one page and its record, or either; it is on the disk when this returns. See `Added`."""
        return self.add_batch([Item(response, article, tuple(parts))])[0]

    def add_batch(
        self, items: Iterable[Item], *, then: Callable[[Connection, list[Added]], object] | None = None
    ) -> list[Added]:
        """Store the items in one transaction, all or none; what `then` writes belongs to it."""
        prepared = prepare(list(items))
        with self.writing() as connection:
            added = self._add(connection, prepared)
            if then is not None:
                then(connection, added)
            return added

    def add_all(self, items: Iterable[Item], *, size: int = BATCH, jobs: int = 1) -> Iterator[tuple[Item, Added]]:
        """Store the items in transactions of `size`, of large pages fewer; each is yielded when it is on the disk.

        With several `jobs` as many processes make the items ready while others are written.
        """
        prepared = prepare_all(items, size=size, jobs=jobs, packing=self._warc is not None)
        return self.store(prepared, size=size)

    def store(self, prepared: Iterable[tuple[Known, Prepared]], *, size: int = BATCH) -> Iterator[tuple[Known, Added]]:
        """Store what is ready, as `add_all` does; each comes and is yielded with what the caller knows it by."""
        for chunk in chunks(prepared, _page_bytes, size=size, most_bytes=BATCH_BYTES):
            with self.writing() as connection:
                added = self._add(connection, [one for _, one in chunk])
            yield from ((known, what) for (known, _), what in zip(chunk, added, strict=True))

    def add_assets(self, capture_id: int, responses: Sequence[Response]) -> int:
        """Store pictures and style sheets of a page that is stored; return how many were not there."""
        with self.writing() as connection:
            return assets.add(connection, self._warc, capture_id, responses)

    def _add(self, connection: Connection, prepared: Sequence[Prepared]) -> list[Added]:
        batch = Batch(connection, self._warc)
        added = batch.add(prepared)
        batch.finish()
        return added

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """Give the database inside a transaction that no other writer of this archive shares."""
        with self._lock:
            try:
                with writing(self._engine) as connection:
                    if self._warc is not None:
                        recover(connection, self._warc)
                    yield connection
            finally:
                if self._warc is not None:
                    self._warc.release()

    @contextmanager
    def claimed(self, verb: str) -> Iterator[None]:
        """Hold the archive for one run: raises `ArchiveBusy`, with who has it, when another run does."""
        with ExitStack() as held:
            if self.folder is not None:
                held.enter_context(Claim(self.folder / RUN_LOCK, verb))
            held.enter_context(claimed(self._engine, verb))
            yield

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """Give the database as it stands."""
        with reading(self._engine, self.query_seconds) as connection:
            yield connection

    # ------------------------------------------------------------ out

    def article(self, number: int) -> Article | None:
        """Return the newest record of a story."""
        with self.reading() as connection:
            found = connection.execute(select(articles.c.record).where(articles.c.id == number)).scalar()
        return read_record(found) if found else None

    def search(
        self, question: Question | str, *, limit: int = 20, offset: int = 0, best_first: bool = False
    ) -> tuple[int, list[Hit]]:
        """Return how many articles were found, and some of them; words alone are a question too."""
        with self.reading() as connection:
            return search(connection, as_question(question), limit=limit, offset=offset, best_first=best_first)

    def facets(self, question: Question | str, count: int | None = None) -> Facets:
        """Return what is found divided by what narrows it down; `count` is what `search` counted, to save it that."""
        with self.reading() as connection:
            return facets(connection, as_question(question), count)

    def found(self, question: Question, *, limit: int) -> Iterator[tuple[dict[str, Any], Article]]:
        """Yield the newest stories that are found, as `stored` does."""
        with self.reading() as connection:
            numbers = newest(connection, question, limit)
        for start in range(0, len(numbers), BATCH):
            with self.reading() as connection:
                rows = list(stories.of_numbers(connection, numbers[start : start + BATCH]))
            yield from map(stories.handed_out, rows)

    def hint(self, question: Question | str) -> str | None:
        """Return why a question finds nothing, and what to ask instead; `None` where nothing is at fault."""
        with self.reading() as connection:
            return hint(connection, as_question(question))

    def cluster(self, *, size: int = CLUSTER_BATCH) -> int:
        """Find the copies of all stories whose text is new; return how many these were."""
        total = 0
        while True:
            with self.reading() as connection:
                signed = sign_some(connection, limit=size)
            if signed:
                with self.writing() as connection:
                    cluster_signed(connection, signed)
            total += len(signed)
            if len(signed) < size:
                return total

    def find(self, name: str) -> int | None:
        """Return the number of the story that is called by its number or by one of its addresses."""
        with self.reading() as connection:
            return report.find(connection, name)

    def story(self, number: int) -> report.Report:
        """Return all that is known of a story, as JSON-ready values."""
        with self.reading() as connection:
            return report.story(connection, number)

    def status(self) -> report.Report:
        """Return what the archive holds, as JSON-ready values."""
        with self.reading() as connection:
            return report.status(connection)

    def figures(self) -> Figures:
        """Return what the archive holds in figures, as `scraper report` shows them."""
        with self.reading() as connection:
            return figures(connection)

    def version(self, number: int, version: int) -> Article | None:
        """Return the record of one version of a story."""
        chosen = select(versions.c.record).where(versions.c.article_id == number, versions.c.version == version)
        with self.reading() as connection:
            found = connection.execute(chosen).scalar()
        return read_record(found) if found else None

    def records(self, question: Question | None = None, *, size: int = BATCH) -> Iterator[tuple[int, Article]]:
        """Yield the stories with their numbers, in this order: all, or those within the limits of `question`."""
        for stored, article in self.stored(question, size=size):
            yield stored["id"], article

    def stored(
        self, question: Question | None = None, *, size: int = BATCH
    ) -> Iterator[tuple[dict[str, Any], Article]]:
        """Yield the stories as `records` does, each with its id, version, captured_at and cluster_id."""
        last = 0
        while True:
            with self.reading() as connection:
                rows = stories.following(connection, last, question, size)
            yield from map(stories.handed_out, rows)
            if len(rows) < size:
                return
            last = rows[-1].id

    def capture(self, capture_id: int) -> report.Report:
        """Return the row of a capture, as JSON-ready values."""
        with self.reading() as connection:
            row = connection.execute(select(captures).where(captures.c.id == capture_id)).one()
        return {name: report.plain(getattr(row, name)) for name in report.CAPTURE_COLUMNS}

    def response(self, capture_id: int) -> Response | None:
        """Return the page of a capture from the WARC file; of an unchanged one, the bytes it points to."""
        with self.reading() as connection:
            row = connection.execute(select(captures).where(captures.c.id == capture_id)).first()
        if row is None or row.warc_file is None or self.folder is None:
            return None
        response = read_at(self.folder / WARC, Place(row.warc_file, row.warc_offset, row.warc_length))
        original = self.response(row.refers_to) if row.refers_to else None
        # A long address stands in the row by its beginning.
        url = response.url if bounded(response.url) == row.url else row.url
        return replace(response, url=url, content=original.content) if original else replace(response, url=url)


def _page_bytes(one: tuple[object, Prepared]) -> int:
    page = one[1].page
    return len(page.response.content) if page else 0
