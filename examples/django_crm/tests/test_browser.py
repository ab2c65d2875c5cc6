"""The app in headless Chromium: a person reads a page, says how a step ended, and sees the plan go on."""

from __future__ import annotations

import os
import shutil
import tempfile
import unittest
from datetime import date
from io import StringIO
from pathlib import Path

from clients import assessing
from clients.models import Client
from django.contrib.staticfiles.testing import StaticLiveServerTestCase
from django.core.management import call_command
from django.test import override_settings
from selenium import webdriver
from selenium.webdriver.common.by import By
from selenium.webdriver.support.ui import Select, WebDriverWait

MONDAY = date(2026, 3, 2)
CHROMIUM, DRIVER = shutil.which("chromium"), shutil.which("chromedriver")
PICTURES = os.environ.get("PICTURES")
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


@unittest.skipUnless(CHROMIUM and DRIVER, "needs Debian's chromium and chromium-driver")
@override_settings(CRM_TODAY=MONDAY)
class Browser(StaticLiveServerTestCase):
    def setUp(self) -> None:
        assessing.learnt.cache_clear()
        call_command("demo", as_of=MONDAY, stdout=StringIO())
        call_command("nightly", as_of=MONDAY, stdout=StringIO())
        options = webdriver.ChromeOptions()
        options.binary_location = str(CHROMIUM)
        self.profile = tempfile.TemporaryDirectory()
        for flag in (*FLAGS, f"--user-data-dir={self.profile.name}"):
            options.add_argument(flag)
        options.set_capability("goog:loggingPrefs", {"browser": "ALL"})
        self.browser = webdriver.Chrome(options, webdriver.ChromeService(str(DRIVER)))
        self.addCleanup(self.profile.cleanup)
        self.addCleanup(self.browser.quit)

    def open(self, path: str = "/", width: int = 1280, scheme: str = "light") -> None:
        self.browser.execute_cdp_cmd(
            "Emulation.setDeviceMetricsOverride",
            {"width": width, "height": 900, "deviceScaleFactor": 1, "mobile": width < 600},
        )
        self.browser.execute_cdp_cmd(
            "Emulation.setEmulatedMedia", {"features": [{"name": "prefers-color-scheme", "value": scheme}]}
        )
        self.browser.get(self.live_server_url + path)

    def page(self, name: str) -> str:
        return f"/clients/{Client.objects.get(name=name).pk}/"

    def text(self, selector: str) -> str:
        return self.browser.find_element(By.CSS_SELECTOR, selector).text

    def test_from_the_week_to_a_recorded_result(self) -> None:
        self.open()
        self.browser.find_element(By.LINK_TEXT, "Brewery Lark").click()
        self.assertIn("Brewery Lark", self.text("h1"))
        self.assertIn("lost", self.text("h1 .standing"))
        step = next(
            one
            for one in self.browser.find_elements(By.CSS_SELECTOR, ".step")
            if "Fix cause" in one.find_element(By.TAG_NAME, "h3").text
        )
        number = step.get_attribute("id")
        step.find_element(By.TAG_NAME, "summary").click()
        Select(step.find_element(By.NAME, "result")).select_by_value("done")
        step.find_element(By.NAME, "remark").send_keys("Slots reserved")
        step.find_element(By.TAG_NAME, "button").click()
        WebDriverWait(self.browser, 30).until(lambda browser: browser.find_elements(By.CSS_SELECTOR, ".message"))
        self.assertIn("The plan goes on", self.text(".message"))
        self.assertIn("Slots reserved", self.text(".past"))
        self.assertFalse(self.browser.find_elements(By.ID, number))
        self.quiet()

    def test_the_day_of_the_call_is_asked_only_when_it_matters(self) -> None:
        self.open(self.page("Lawyers <Petrov & Co>"))
        step = self.browser.find_element(By.CSS_SELECTOR, ".step")
        step.find_element(By.TAG_NAME, "summary").click()
        until = step.find_element(By.CSS_SELECTOR, ".until")
        self.assertFalse(until.is_displayed())
        Select(step.find_element(By.NAME, "result")).select_by_value("call-back")
        self.assertTrue(until.is_displayed())

    def test_no_text_of_a_record_becomes_markup(self) -> None:
        self.open(self.page("Lawyers <Petrov & Co>"))
        self.assertIn("Lawyers <Petrov & Co>", self.text("h1"))

    def test_readable_light_and_dark_wide_and_narrow(self) -> None:
        pages = {"week": "/", "lost": self.page("Brewery Lark"), "active": self.page("Bakery Nan")}
        for name, path in pages.items():
            for width in (1280, 360):
                for scheme in ("light", "dark"):
                    with self.subTest(page=name, width=width, scheme=scheme):
                        self.open(path, width, scheme)
                        self.assertLessEqual(self.browser.execute_script(TOO_WIDE), width)
                        self.assertGreaterEqual(self.browser.execute_script(CONTRAST), 4.5)
                        self.picture(f"{name}-{width}-{scheme}")
        self.quiet()

    def quiet(self) -> None:
        """Nothing was complained about in the browser's console."""
        self.assertEqual(self.browser.get_log("browser"), [])  # type: ignore[no-untyped-call]

    def picture(self, name: str) -> None:
        """A picture of the whole page, for whoever asked for pictures."""
        if PICTURES:
            import base64

            shot = self.browser.execute_cdp_cmd("Page.captureScreenshot", {"captureBeyondViewport": True})
            (Path(PICTURES) / f"{name}.png").write_bytes(base64.b64decode(shot["data"]))


TOO_WIDE = "return document.documentElement.scrollWidth"
CONTRAST = """
const light = text => {
  const part = text.match(/[\\d.]+/g).slice(0, 3).map(one => one / 255)
    .map(one => one <= 0.03928 ? one / 12.92 : ((one + 0.055) / 1.055) ** 2.4);
  return 0.2126 * part[0] + 0.7152 * part[1] + 0.0722 * part[2];
};
const behind = one => {
  for (; one; one = one.parentElement) {
    const colour = getComputedStyle(one).backgroundColor;
    if (!/, 0\\)$/.test(colour)) return colour;
  }
  return "rgb(255, 255, 255)";
};
const ratio = one => {
  const [low, high] = [light(getComputedStyle(one).color), light(behind(one))].sort((a, b) => a - b);
  return (high + 0.05) / (low + 0.05);
};
const shown = [...document.querySelectorAll("body *")].filter(one => one.checkVisibility()
  && [...one.childNodes].some(node => node.nodeType === 3 && node.textContent.trim()));
return Math.min(...shown.map(ratio));
"""
"""The least contrast between a text and what is behind it (WCAG 2: at least 4.5)."""
