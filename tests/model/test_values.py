"""Public values in the hands of other programs: pickled, copied, taken apart, sent to other processes, shown."""

import copy
import dataclasses
import html.parser
import json
import multiprocessing
import pickle
import subprocess
import sys
import warnings
from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import Any

import pytest
from hypothesis import given

import scraper
from scraper.errors import BadStatus
from scraper.model import SCHEMA_VERSION, Evidence, FrozenDict, Reading, Response, Timings, Validators, Wall, missing
from tests.fakes.records import FULL, articles
from tests.fixture_pages import FOLDER

PAGES = [
    (FOLDER / name / "page.html").read_bytes() for name in ("english-local-article", "gnuboard-under-97-station-strip")
]
RESPONSE = Response(
    "https://a.example/1", b"x" * 5000, headers=(("Content-Type", "text/html"),),
    fetched_at=datetime(2024, 5, 1, tzinfo=UTC), timings=Timings(total=1.5), wall=Wall.CONSENT,
)  # fmt: skip
WEATHER = scraper.Weather("기상청", date(2024, 5, 1), (Reading("속초", "맑음", 12.5, 90),))
VALUES = [
    FULL,
    RESPONSE,
    WEATHER,
    Validators("etag"),
    missing("no reason", (("h1", "x"),)),
    scraper.Author("홍길동"),
    scraper.BodyBlock("table", "a b", rows=(("a", "b"),)),
    scraper.Failure("page.html", "empty", "is empty", 3),
    scraper.Image("https://a.example/1.jpg"),
    scraper.Moment(datetime(2024, 5, 1, tzinfo=UTC), "day", "assumed", "1 May"),
    scraper.Verdict.LIST,
    scraper.explain(PAGES[0]),
    FrozenDict({"a": FrozenDict({"b": 1})}),
]
COPIES: dict[str, Callable[[Any], Any]] = {
    "pickle": lambda value: pickle.loads(pickle.dumps(value)),  # noqa: S301 -- our own bytes
    "old pickle": lambda value: pickle.loads(pickle.dumps(value, protocol=2)),  # noqa: S301 -- our own bytes
    "copy": copy.copy,
    "deepcopy": copy.deepcopy,
}


@pytest.mark.parametrize("way", COPIES)
@pytest.mark.parametrize("value", VALUES, ids=lambda value: type(value).__name__)
def test_a_copy_is_equal_and_of_the_same_kind(value: Any, way: str) -> None:
    made = COPIES[way](value)
    assert made == value
    assert type(made) is type(value)
    assert repr(made) == repr(value)


@given(articles)
def test_any_record_comes_back_from_pickle_frozen(article: scraper.Article) -> None:
    made = COPIES["pickle"](article)
    assert made == article
    assert type(made.evidence) is FrozenDict
    assert hash(made) == hash(article)


def test_a_failed_fetch_can_be_pickled() -> None:
    error = BadStatus("https://a.example/1", "answered 500", RESPONSE, 3.0)
    made = COPIES["pickle"](error)
    assert (type(made), str(made), made.response, made.retry_after) == (BadStatus, str(error), RESPONSE, 3.0)


@given(articles)
def test_a_record_taken_apart_is_plain_data(article: scraper.Article) -> None:
    parts = json.loads(json.dumps(dataclasses.asdict(article), default=datetime.isoformat))
    assert scraper.Article.from_dict(parts) == article


def test_a_page_taken_apart_has_nothing_but_what_was_read() -> None:
    explained = scraper.explain(PAGES[1])
    assert set(dataclasses.asdict(explained.page)) == {field.name for field in dataclasses.fields(explained.page)}
    assert dataclasses.replace(explained.page) == explained.page


@pytest.mark.parametrize(
    "change",
    [
        lambda mapping: mapping.update(a=1),
        lambda mapping: mapping.pop("headline"),
        lambda mapping: mapping.popitem(),
        lambda mapping: mapping.clear(),
        lambda mapping: mapping.setdefault("a", 1),
        lambda mapping: mapping.__setitem__("a", 1),
        lambda mapping: mapping.__delitem__("headline"),
        lambda mapping: mapping.__ior__({"a": 1}),
    ],
)
def test_nothing_changes_the_evidence(change: Callable[[Any], object]) -> None:
    before = dict(FULL.evidence)
    with pytest.raises(TypeError, match="can't be changed"):
        change(FULL.evidence)
    assert before == FULL.evidence


def test_what_a_record_was_given_does_not_change_it_later() -> None:
    given_evidence = {"headline": Evidence("h1", 0.5)}
    article = scraper.Article(evidence=given_evidence)
    given_evidence["site"] = Evidence("og", 0.5)
    assert set(article.evidence) == {"headline"}
    assert FrozenDict({"a": 1}) | {"b": 2} == {"a": 1, "b": 2}


# ---------------------------------------------------------------- other programs


def test_pydantic_takes_and_gives_records() -> None:
    pydantic = pytest.importorskip("pydantic")
    adapter = pydantic.TypeAdapter(scraper.Article)
    for article in (FULL, scraper.extract(PAGES[1], "https://www.hanbit.example/1")):
        assert adapter.validate_python(article) == article
        made = adapter.validate_json(adapter.dump_json(article))
        assert made == article
        assert type(made.evidence) is FrozenDict
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        assert adapter.json_schema()["properties"]["headline"]
    for kind in (scraper.Response, scraper.Failure, scraper.Weather, scraper.Moment):
        assert pydantic.TypeAdapter(kind).json_schema()["properties"]


@pytest.mark.parametrize("method", ["fork", "spawn"])
def test_a_pool_extracts(method: str) -> None:
    if method not in multiprocessing.get_all_start_methods():
        pytest.skip(f"no {method} here")
    expected = [scraper.extract(page) for page in PAGES]
    with multiprocessing.get_context(method).Pool(1) as pool:
        assert pool.map(scraper.extract, PAGES) == expected


def test_joblib_and_dask_extract() -> None:
    joblib = pytest.importorskip("joblib")
    dask_bag = pytest.importorskip("dask.bag")
    expected = [scraper.extract(page) for page in PAGES]
    assert joblib.Parallel(n_jobs=2)(map(joblib.delayed(scraper.extract), PAGES)) == expected
    made = dask_bag.from_sequence(PAGES, npartitions=1).map(scraper.extract)
    assert made.compute(scheduler="processes", num_workers=1) == expected


# ---------------------------------------------------------------- newer records


def newer(**changes: Any) -> dict[str, Any]:
    return {**json.loads(FULL.to_json()), "schema_version": SCHEMA_VERSION + 1, **changes}


def test_a_newer_record_is_read_without_what_nobody_knows_yet() -> None:
    record = newer(mood="calm")
    record["authors"][0]["orcid"] = "0000"
    record["published"]["calendar"] = "lunar"
    record["weather"]["readings"][0]["wind"] = 3
    record["evidence"]["headline"]["votes"] = 7
    with pytest.warns(UserWarning, match="newer than") as caught:
        assert scraper.Article.from_dict(record) == FULL
    (warning,) = caught
    told = str(warning.message)
    names = ("mood", "authors[0].orcid", "published.calendar", "weather.readings[0].wind", "evidence.headline.votes")
    assert all(f"Article.{name}" in told for name in names)
    assert warning.filename == __file__


def test_a_newer_record_without_news_is_read() -> None:
    with pytest.warns(UserWarning, match="newer than"):
        assert scraper.Article.from_dict(newer()) == FULL


def test_a_newer_record_that_does_not_fit_is_refused() -> None:
    with pytest.warns(UserWarning, match="newer"), pytest.raises(ValueError, match=r"^Article.headline: expected str"):
        scraper.Article.from_dict(newer(headline=7))


def test_an_unknown_key_of_todays_version_is_an_error_at_any_depth() -> None:
    record = json.loads(FULL.to_json())
    record["authors"][0]["orcid"] = "0000"
    with pytest.raises(ValueError, match=r"^Article.authors\[0\]: unknown key 'orcid'"):
        scraper.Article.from_dict(record)


# ---------------------------------------------------------------- to be read


def test_a_record_writes_itself() -> None:
    assert FULL.to_text().startswith("[단독] 새 다리 개통\n\n20년 만에\n")
    assert FULL.to_markdown().startswith("---\nurl: ")
    assert json.loads(FULL.to_jsonld())["headline"] == FULL.headline
    assert FULL.to_jsonld(indent=2).startswith('{\n  "@context"')


@pytest.mark.parametrize("value", VALUES, ids=lambda value: type(value).__name__)
def test_what_a_console_shows_is_short(value: Any) -> None:
    assert len(repr(value)) < 400
    assert "\n" not in repr(value)


def test_what_a_console_shows_tells_which_it_is() -> None:
    assert repr(FULL) == "<Article '[단독] 새 다리 개통': 한빛일보, 2024-04-30, 21 characters>"
    assert repr(scraper.Article()) == "<Article 'empty': 0 characters>"
    assert repr(RESPONSE).startswith("Response(url='https://a.example/1', content=<5,000 bytes>, headers=")


class Tags(html.parser.HTMLParser):
    """The tags of a document, each closed where it must be."""

    def __init__(self, document: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.seen: set[str] = set()
        self.text = ""
        self.feed(document)
        assert self.open == []

    def handle_starttag(self, tag: str, attrs: object) -> None:  # noqa: ARG002 -- the parser's signature
        self.open.append(tag)
        self.seen.add(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.text += data


@given(articles)
def test_a_card_is_whole_and_loads_nothing(article: scraper.Article) -> None:
    shown = Tags(article._repr_html_())
    assert shown.seen <= {"article", "div", "p", "a"}
    assert " ".join((article.headline or "").split()) in " ".join(shown.text.split())


@pytest.mark.parametrize("page", PAGES)
def test_the_table_of_a_page_is_whole_and_loads_nothing(page: bytes) -> None:
    explained = scraper.explain(page, "https://a.example/<script>")
    shown = Tags(explained._repr_html_())
    assert not shown.seen & {"script", "img", "link", "style", "iframe"}
    assert (explained.article.headline or "") in shown.text
    assert all(label.role.value in shown.text for label in explained.labels)


# ---------------------------------------------------------------- functions called like rooms

IMPORTS = (
    "import scraper.fetch, scraper.crawl",
    "from scraper.crawl import Site; from scraper.fetch import HttpFetcher",
    "from scraper import crawl, fetch",
    "import scraper.crawl.run, scraper.fetch.http",
    "import scraper.cli.fetch, scraper.cli.crawl",
    "import importlib; importlib.import_module('scraper.fetch'); importlib.import_module('scraper.crawl')",
)


@pytest.mark.parametrize("imports", IMPORTS)
def test_fetch_and_crawl_are_functions_whatever_was_imported(imports: str) -> None:
    code = f"{imports}\nimport scraper, types, pickle\nfor one in (scraper.fetch, scraper.crawl):\n"
    code += "    assert type(one) is types.FunctionType and pickle.loads(pickle.dumps(one)) is one\n"
    code += "from scraper.fetch import HttpFetcher\nimport sys; assert sys.modules['scraper.fetch'].HttpFetcher"
    subprocess.run([sys.executable, "-c", code], check=True)
