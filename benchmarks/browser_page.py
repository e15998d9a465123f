"""What headless Chromium says of a page: scripts off, nothing loaded, the page is what its own bytes say."""

from __future__ import annotations

import gzip
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from scraper.model import Page
from scraper.page import read

if TYPE_CHECKING:
    from playwright.sync_api import Route

URL = "https://page.example/one/two.html"
# What hides an element is told of the outermost one; what would be drawn when scrolled to counts as shown.
_ASK = """() => {
    const rules = [];
    const gather = list => { for (const rule of list) {
        if (rule instanceof CSSStyleRule) {
            const {display, visibility, contentVisibility} = rule.style;
            if (display == "none" || ["hidden", "collapse"].includes(visibility) || contentVisibility == "hidden")
                rules.push(rule.selectorText);
        } else if (rule.cssRules && (!(rule instanceof CSSMediaRule) || matchMedia(rule.conditionText).matches))
            gather(rule.cssRules);
    } };
    for (const sheet of document.styleSheets) try { gather(sheet.cssRules) } catch {}
    const matches = (one, rule) => { try { return one.matches(rule) } catch { return false } };
    const hidden = [];
    const look = (one, isVisible) => {
        const style = getComputedStyle(one);
        const isShown = style.visibility == "visible" && style.contentVisibility != "hidden";
        if (style.contentVisibility == "auto") one.style.setProperty("content-visibility", "visible", "important");
        if (style.display == "none" || (isVisible && !isShown))
            hidden.push({text: one.textContent, rules: rules.filter(rule => matches(one, rule))});
        if (style.display != "none") for (const child of one.children) look(child, isVisible && isShown);
    };
    if (document.body) look(document.body, true);
    const style = document.createElement("style");
    style.textContent = "noscript,select,canvas,video,audio,svg,iframe,object{display:none!important}";
    (document.head || document.documentElement).append(style);
    document.querySelectorAll("details").forEach(one => one.open = true);
    const text = () => document.body ? document.body.innerText : "";
    const shown = text();
    for (const sheet of document.styleSheets) sheet.disabled = sheet != style.sheet;
    const address = one => ({
        full: one.href || one.src || "", written: (one.getAttribute("href") ?? one.getAttribute("src") ?? "").trim(),
        is_without_scripts: !!one.closest("noscript"), within: one.closest("svg,template,iframe,object")?.tagName ?? "",
        others: [...one.attributes].filter(held => !["href", "src"].includes(held.name)).map(held => held.value),
    });
    return {
        text: shown, bare: text(), hidden,
        links: [...document.querySelectorAll("a[href]")].map(address),
        images: [...document.images].map(address),
        offers: [...document.querySelectorAll("source,amp-img,input,noscript")].flatMap(
            one => one.tagName == "NOSCRIPT" ? [one.innerHTML] : [...one.attributes].map(held => held.value)),
    };
}"""


class Measured(NamedTuple):
    """One page: Chromium's answer beside the reading."""

    name: str
    answer: dict[str, Any]
    page: Page


def ask(files: list[Path], chromium: str) -> Iterator[tuple[Measured, bytes]]:
    """Ask Chromium about pages; what it can't open is printed and left out."""
    from playwright.sync_api import Error, sync_playwright

    with sync_playwright() as play:
        browser = play.chromium.launch(executable_path=chromium, args=["--no-sandbox", "--disable-gpu"])
        tab = browser.new_context(java_script_enabled=False).new_page()
        served = {"body": b""}

        def serve(route: Route) -> None:
            if route.request.url == URL:
                route.fulfill(body=served["body"], content_type="text/html; charset=utf-8")
            else:
                route.abort()

        tab.route("**/*", serve)
        tab.set_default_timeout(10_000)
        for file in files:
            page = read(gzip.decompress(file.read_bytes()), URL)
            # How it is decoded is measured elsewhere.
            served["body"] = page.source.encode("utf-8", "replace")
            try:
                tab.goto(URL, wait_until="domcontentloaded")
                answer = tab.evaluate(_ASK)
            except Error as error:
                print(f"{file.name}: {str(error).splitlines()[0]}")
                continue
            yield Measured(file.name, answer, page), served["body"]
        browser.close()
