"""Reads the built site as a visitor does: every link, and each page in headless Chromium, light and dark, wide and narrow.

python docs/browse.py SITE [PICTURES]: the folder that mkdocs has built, and where pictures of the pages shall go.
Links are checked without a browser; the rest needs Debian's chromium and chromium-driver, and says so where they are not.
"""

from __future__ import annotations

import base64
import os
import shutil
import sys
from collections.abc import Iterator
from functools import partial
from html.parser import HTMLParser
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import Thread
from time import sleep
from typing import Any
from urllib.parse import unquote, urlsplit

SIZES = {"wide": 1280, "narrow": 390}
SCHEMES = ("light", "dark")
FLAGS = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)


class Page(HTMLParser):
    """What a page refers to, and what can be referred to on it."""

    def __init__(self) -> None:
        super().__init__()
        self.links: list[str] = []
        self.anchors = {"", "__toc", "__skip"}

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Collect links, sources and anchors."""
        told = dict(attrs)
        self.links += [link for name in ("href", "src") if (link := told.get(name)) and tag != "base"]
        self.anchors |= {name for key in ("id", "name") if (name := told.get(key))}


def pages(site: Path) -> dict[Path, Page]:
    """Every page of the site, read."""
    found = {}
    for path in sorted(site.rglob("*.html")):
        page = found[path] = Page()
        page.feed(path.read_text(encoding="utf-8"))
    return found


def broken(site: Path, found: dict[Path, Page]) -> Iterator[str]:
    """Links within the site that lead nowhere. Those that lead out of it are not followed."""
    for path, page in found.items():
        if path.name == "404.html":
            continue
        for link in page.links:
            parts = urlsplit(link)
            if parts.scheme or parts.netloc:
                continue
            target = path if not parts.path else (path.parent / unquote(parts.path)).resolve()
            if target.is_dir():
                target /= "index.html"
            if not target.exists():
                yield f"{path.relative_to(site)}: {link} leads nowhere"
            elif target in found and unquote(parts.fragment) not in found[target].anchors:
                yield f"{path.relative_to(site)}: {link} has no such place"


class Quiet(SimpleHTTPRequestHandler):
    """Serves files and says nothing."""

    def log_message(self, format: str, *args: Any) -> None:
        """Nothing."""


def seen(site: Path, found: dict[Path, Page], pictures: Path | None) -> Iterator[str]:
    """What a browser complains of, and what does not fit on the screen."""
    from selenium import webdriver

    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=str(site)))
    address = f"http://127.0.0.1:{server.server_port}"
    Thread(target=server.serve_forever, daemon=True).start()
    options = webdriver.ChromeOptions()
    options.binary_location = str(shutil.which("chromium"))
    options.set_capability("goog:loggingPrefs", {"browser": "ALL"})
    with TemporaryDirectory() as profile:
        for flag in (*FLAGS, f"--user-data-dir={profile}"):
            options.add_argument(flag)
        browser = webdriver.Chrome(options, webdriver.ChromeService(str(shutil.which("chromedriver"))))
        try:
            for path in found:
                name = str(path.relative_to(site))
                for scheme in SCHEMES:
                    complaints = visited(browser, address, name, scheme)
                    if complaints:  # a page that was left may still write down its scheme
                        complaints = visited(browser, address, name, scheme)
                    yield from complaints
                    for size, width in SIZES.items() if pictures else ():
                        show(browser, width, scheme)
                        shot = browser.execute_cdp_cmd("Page.captureScreenshot", {"captureBeyondViewport": True})
                        stem = name.removesuffix("/index.html").replace("/", "-")
                        (pictures / f"{stem}-{size}-{scheme}.png").write_bytes(base64.b64decode(shot["data"]))
                for entry in browser.get_log("browser"):
                    yield f"{name}: {entry['message']}"
        finally:
            browser.quit()
            server.shutdown()


def visited(browser: Any, address: str, name: str, scheme: str) -> list[str]:
    """What is wrong with a page at its first visit, wide and narrow: the site remembers a scheme."""
    browser.get("about:blank")
    forgotten = {"origin": address, "storageTypes": "local_storage"}
    browser.execute_cdp_cmd("Storage.clearDataForOrigin", forgotten)
    show(browser, SIZES["wide"], scheme)
    browser.get(f"{address}/{name.removesuffix('index.html')}")
    return [
        f"{name}, {size}, {scheme}: {what}" for size, width in SIZES.items() for what in look(browser, width, scheme)
    ]


def show(browser: Any, width: int, scheme: str) -> None:
    """A screen of this width, for somebody who prefers this scheme."""
    screen = {"width": width, "height": 900, "deviceScaleFactor": 1, "mobile": width < 600}
    browser.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", screen)
    preferred = [{"name": "prefers-color-scheme", "value": scheme}]
    browser.execute_cdp_cmd("Emulation.setEmulatedMedia", {"features": preferred})


def look(browser: Any, width: int, scheme: str) -> Iterator[str]:
    """What is wrong with the open page at this width and in this scheme."""
    show(browser, width, scheme)
    for _ in range(20):  # what slides or fades takes its time
        needed, light = browser.execute_script(SHOWN)
        if needed <= width and light == (scheme == "light"):
            break
        sleep(0.1)
    else:
        yield f"needs {needed} px, on {'light' if light else 'dark'} ground"
    yield from browser.execute_script(UNREADABLE)


SHOWN = """
const ground = getComputedStyle(document.body).backgroundColor.match(/[\\d.]+/g).slice(0, 3).map(Number);
return [document.documentElement.scrollWidth, ground.every(one => one > 128)];
"""
"""The width that the page takes, and whether its ground is light."""
UNREADABLE = """
const parts = text => text.match(/[\\d.]+/g).map(Number);
const light = ([red, green, blue]) => {
  const part = [red, green, blue].map(one => one / 255)
    .map(one => one <= 0.03928 ? one / 12.92 : ((one + 0.055) / 1.055) ** 2.4);
  return 0.2126 * part[0] + 0.7152 * part[1] + 0.0722 * part[2];
};
const over = (top, below) => {
  const alpha = top.length > 3 ? top[3] : 1;
  return [0, 1, 2].map(at => alpha * top[at] + (1 - alpha) * below[at]);
};
const behind = one => {
  if (!one) return [255, 255, 255];
  const colour = parts(getComputedStyle(one).backgroundColor);
  return colour.length > 3 && colour[3] < 1 ? over(colour, behind(one.parentElement)) : colour;
};
const ratio = one => {
  const ground = behind(one), ink = over(parts(getComputedStyle(one).color), ground);
  const [low, high] = [light(ink), light(ground)].sort((a, b) => a - b);
  return (high + 0.05) / (low + 0.05);
};
const shown = [...document.querySelectorAll(".md-content *")].filter(one => one.checkVisibility()
  && !one.closest("svg, .headerlink, .md-clipboard")
  && [...one.childNodes].some(node => node.nodeType === 3 && node.textContent.trim()));
const poor = shown.map(one => [ratio(one), one]).filter(([contrast]) => contrast < LEAST).sort((a, b) => a[0] - b[0]);
return poor.slice(0, 1).map(([contrast, one]) =>
  `${poor.length} texts hard to read, such as "${one.textContent.trim().slice(0, 40)}" (${contrast.toFixed(1)})`);
""".replace("LEAST", "3")
"""Texts of the page with too little contrast (WCAG 2 wants 3 for large text and 4.5 for small; the theme's links have 3.6)."""


def main() -> None:
    """All pages of the site."""
    site = Path(sys.argv[1]).resolve()
    pictures = Path(sys.argv[2]) if sys.argv[2:] else None
    if pictures:
        pictures.mkdir(exist_ok=True, parents=True)
    found = pages(site)
    complaints = list(broken(site, found))
    print(f"{len(found)} pages, {sum(len(page.links) for page in found.values())} links")
    if shutil.which("chromium") and shutil.which("chromedriver"):
        complaints += seen(site, found, pictures)
        print(f"opened in Chromium: {', '.join(SIZES)}; {', '.join(SCHEMES)}")
    else:
        print("!!! NOT TESTED in a browser: no chromium and chromium-driver on this machine")
    if complaints:
        sys.exit("\n".join(complaints))


if __name__ == "__main__":
    os.environ["SE_OFFLINE"] = "true"
    main()
