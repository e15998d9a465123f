"""The links that a crawl follows from a page: whole addresses, counted from where the page says that it stands."""

import pytest

from scraper.crawl.reading import Task, read_page

FAR = "<!--" + "x" * 20_000 + "-->"


@pytest.mark.parametrize(
    ("head", "url"),
    [
        ("", "http://paper.example/town/a1.html"),
        ("<base href=/news/>", "http://paper.example/news/a1.html"),
        (f"{FAR}<BASE target=_top HREF=' /news/ '>", "http://paper.example/news/a1.html"),
        ("<!-- <base href=/old/> --><base href='//www.paper.example/news/?a&section=1'>",
         "http://www.paper.example/news/a1.html"),
        ("<script>'<base href=/old/>'</script><base target=x><base href=/news/><base href=/other/>",
         "http://paper.example/news/a1.html"),
        ("<base href='http://[your-domain]/'>", "http://paper.example/town/a1.html"),
        ("<base href='javascript:void(0)'>", "http://paper.example/town/a1.html"),
    ],
)  # fmt: skip
def test_links_count_from_the_base_that_the_page_names(head: str, url: str) -> None:
    content = f"<!doctype html><head>{head}<body><a href=a1.html>The ferry is back</a>".encode()
    read = read_page(Task(1, "http://paper.example/", "http://paper.example/town/", content, None, None))
    assert [link.url for link in read.links] == [url]
