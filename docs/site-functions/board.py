import scraper


@scraper.site(when=lambda page: "board_view" in page.source)
def county_board(page):
    """A board that names every value in the cell before it."""
    cells = {th.get_text(strip=True): th.find_next_sibling("td") for th in page.soup.select(".board_view th")}
    path = page.soup.select_one(".location").get_text().split(">")
    return {
        "headline": cells["제목"],
        "kicker": cells["등록부서"],
        "section": [part.strip() for part in path[1:]],
        "published": cells["등록일"],
        "body": cells["내용"],
    }
