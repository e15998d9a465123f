import json

import scraper


def is_gazette(page):
    return page.signals.meta_value("og:site_name") == "Harbour Gazette" and "__NEXT_DATA__" in page.source


@scraper.site(when=is_gazette)
def gazette_app(page):
    """Pages that are made by a program in the browser: their data stand in a script."""
    article = json.loads(page.soup.find(id="__NEXT_DATA__").string)["props"]["pageProps"]["article"]
    return {"headline": article["headline"], "subtitle": article["description"]}
