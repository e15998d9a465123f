"""How an archive bears its size: records made from templates go in, and each figure is taken as the archive grows.

    python benchmarks/archive_size.py [COUNT] [--db URL] [--without-pages]

Prints, at 1,000 records and each doubling from 12,500 to COUNT (200,000): records stored a second and CPU milliseconds
for each since the last line, CPU milliseconds for clustering one, bytes of one in the database and the WARC file, peak
memory, and milliseconds of searches.
A tenth of the records are copies, a tenth has a strip of 16 weather readings; each record has a page of its own (WARC),
except `--without-pages`.
"""

import argparse
import random
import resource
import tempfile
import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

from scraper.model import Article, Author, BodyBlock, Evidence, Furniture, Moment, Reading, Response, Verdict, Weather
from scraper.store.archive import Archive
from scraper.store.intake import Item
from scraper.store.search import Question

PLACES = ("강남구", "나주시", "순천시", "동구", "서구", "광산구", "담양군", "화순군", "고흥군", "보성군", "해남군")
SYLLABLES = "가나다라마바사아자차카타파하고노도로모보소오조초구누두루무부수우주추기니디리미비시이지치은을는이가에서로"
ENDINGS = ("했다.", "밝혔다.", "설명했다.", "전했다.", "계획이다.", "나섰다.", "말했다.")
STATIONS = (
    *("서울", "부산", "대구", "인천", "광주", "대전", "울산", "세종"),
    *("강릉", "춘천", "청주", "전주", "목포", "여수", "제주", "안동"),
)
FIELDS = ("headline", "subtitle", "published", "authors", "body")
HOSTS = 40
MARKS = (1_000, 12_500, 25_000, 50_000, 100_000, 200_000, 400_000)
QUESTIONS = ("강남", "매매가격", "순천시 나주시", '"동구 서구"')


def words(chance: random.Random) -> list[str]:
    """Return a vocabulary of made-up words."""
    return ["".join(chance.choices(SYLLABLES, k=chance.randint(2, 4))) for _ in range(20_000)]


def paragraphs(chance: random.Random, vocabulary: list[str]) -> tuple[str, ...]:
    """Return six paragraphs of about 200 characters."""
    made = []
    for _ in range(6):
        text = [*chance.choices(vocabulary, k=42), chance.choice(PLACES), chance.choice(PLACES), chance.choice(ENDINGS)]
        made.append(" ".join(text))
    if chance.random() < 0.01:
        made[0] = "아파트 매매가격이 올랐다고 " + made[0]
    return tuple(made)


def items(count: int) -> Iterator[Item]:
    """Yield pages with their records."""
    chance = random.Random(20240430)  # noqa: S311 -- templates, no secrets
    vocabulary = words(chance)
    recent: list[tuple[str, ...]] = []
    start = datetime(2015, 1, 1, tzinfo=UTC)
    for number in range(count):
        body = paragraphs(chance, vocabulary)
        if recent and number % 10 == 9:
            copied = list(chance.choice(recent))
            copied[1] = body[1]
            body = tuple(copied)
        recent = [*recent[-50:], body]
        at = start + timedelta(minutes=20 * number)
        yield Item(page(number, body, at), record(number, body, at, has_weather=number % 10 == 3))


def page(number: int, body: tuple[str, ...], at: datetime) -> Response:
    """Return the page of a record."""
    content = "<html><body><h1>제목</h1>" + "".join(f"<p>{text}</p>" for text in body) + "</body></html>"
    headers = (("Content-Type", "text/html; charset=utf-8"), ("ETag", f'"{number}"'))
    return Response(url(number), content.encode(), headers=headers, fetched_at=at + timedelta(days=1))


def url(number: int) -> str:
    """Return the address of a record."""
    return f"https://www.paper{number % HOSTS}.example/news/articleView.html?idxno={number}"


def record(number: int, body: tuple[str, ...], at: datetime, *, has_weather: bool) -> Article:
    """Return a record of usual size, with evidence and furniture."""
    readings = tuple(
        Reading(name, "흐림", 12.5, 100 + n, 37.5, 127.0, raw=f"흐림{name}12.5℃") for n, name in enumerate(STATIONS)
    )
    return Article(
        url=url(number),
        site=f"신문 {number % HOSTS}",
        language="ko",
        verdict=Verdict.ARTICLE,
        headline=f"{body[0][:24]} {number}",
        subtitle=body[1][:30],
        authors=(Author(f"기자{number % 500}", f"r{number % 500}@paper{number % HOSTS}.example", "기자"),),
        published=Moment(at, "minute", "site", at.isoformat()),
        body=tuple(BodyBlock("paragraph", text) for text in body),
        weather=Weather("기상청", at.date(), readings) if has_weather else None,
        furniture=tuple(Furniture("navigation", f"메뉴 {n}") for n in range(12)),
        evidence={
            name: Evidence("h1", 0.9, "원문") for name in ("headline", "subtitle", "published", "authors", "body")
        },
        extractor_version="1",
    )


def search_times(archive: Archive) -> str:
    """Return the milliseconds of each question, newest and best first, with the number of hits."""
    told = []
    for words_ in QUESTIONS:
        began = time.perf_counter()
        count, _ = archive.search(Question(words_))
        middle = time.perf_counter()
        archive.search(Question(words_), best_first=True)
        told.append(f"{words_} ({count}) {1e3 * (middle - began):.0f}/{1e3 * (time.perf_counter() - middle):.0f}")
    return ", ".join(told)


def main() -> None:
    """Fill an archive and print a line at each mark."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("count", type=int, nargs="?", default=200_000)
    parser.add_argument("--db")
    parser.add_argument("--without-pages", action="store_true", help="store the records alone, as `load` of JSONL does")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder, Archive.open(folder, db=given.db) as archive:
        stored, making = 0, items(given.count)
        making = (item._replace(response=None) for item in making) if given.without_pages else making
        print("  records | stored/s | CPU ms | cluster ms | database B | WARC B | peak MB | search ms, newest/best")
        for mark in MARKS:
            if stored >= given.count:
                break
            target, before, storing, spent = min(mark, given.count), stored, 0.0, 0.0
            while stored < target:
                batch = [next(making) for _ in range(min(500, target - stored))]
                began, ran = time.perf_counter(), time.process_time()
                archive.add_batch(batch)
                storing += time.perf_counter() - began
                spent += time.process_time() - ran
                stored += len(batch)
            began = time.process_time()
            archive.cluster()
            clustering = 1e3 * (time.process_time() - began) / (stored - before)
            report = archive.status()
            peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
            print(
                f"{stored:9} | {(stored - before) / storing:8.0f}"
                f" | {1e3 * spent / (stored - before):6.2f} | {clustering:10.2f}"
                f" | {report['database_bytes'] / stored:10.0f} | {report['warc_bytes'] / stored:6.0f} | {peak:7.0f}"
                f" | {search_times(archive)}",
                flush=True,
            )
        print(f"{report['clusters']} clusters; {Path(folder)}")


if __name__ == "__main__":
    main()
