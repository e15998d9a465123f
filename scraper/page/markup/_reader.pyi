"""The page pass, compiled: see `_reader.pyx`."""

from scraper.page.markup.reading import Reading

SOURCE: str

def read_blocks(html: bytes, has_styles: bool = True) -> tuple[Reading, bool]: ...
def read_attributes(markup: str) -> dict[str, str]: ...
