"""One archive for all tests of the screens that change nothing."""

from collections.abc import Iterator

import pytest
from starlette.testclient import TestClient

from scraper.store import Archive
from tests.fakes.served_paper import client, filled


@pytest.fixture(scope="package")
def paper(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Archive]:
    yield from filled(tmp_path_factory.mktemp("served"))


@pytest.fixture
def browser(paper: Archive) -> TestClient:
    return client(paper)
