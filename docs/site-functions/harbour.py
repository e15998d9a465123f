import scraper


@scraper.site("harbour-gazette.example")
def harbour_gazette(page):
    soup = page.soup
    return {
        "kicker": soup.select("nav.breadcrumb a")[-1],
        "authors": soup.select_one(".story__meta .byline"),
        "body": soup.select(".story__body > :not(aside)"),
    }
