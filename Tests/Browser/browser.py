"""A Chromium to look at pages with."""

import os
import pathlib
import shutil

from selenium import webdriver
from selenium.webdriver.chrome.options import Options
from selenium.webdriver.chrome.service import Service


def open_browser(width=1300, height=1000):
    """A browser without a window; ends with a clear word where there is none."""
    program = shutil.which("chromium") or shutil.which("chromium-browser")
    driver = shutil.which("chromedriver")
    if not program or not driver:
        raise SystemExit(
            "test-browser: chromium or chromedriver is missing; "
            "on Debian: apt-get install chromium chromium-driver")
    options = Options()
    options.binary_location = program
    for argument in [
            "--headless=new", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage",
            "--hide-scrollbars", "--force-device-scale-factor=1",
            f"--window-size={width},{height}"]:
        options.add_argument(argument)
    options.set_capability("goog:loggingPrefs", {"browser": "ALL"})
    browser = webdriver.Chrome(service=Service(driver), options=options)
    browser.set_page_load_timeout(120)
    return browser


def address(*path):
    return pathlib.Path(os.path.join(*path)).absolute().as_uri()


def emulate(browser, scheme="light", media="screen"):
    """Shows pages as a reader who prefers light or dark, or as on paper."""
    browser.execute_cdp_cmd("Emulation.setEmulatedMedia", {
        "media": media, "features": [{"name": "prefers-color-scheme", "value": scheme}]})


def resize(browser, width, height):
    browser.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", {
        "width": width, "height": height, "deviceScaleFactor": 1, "mobile": width < 600})


def allow_scripts(browser, allowed):
    browser.execute_cdp_cmd("Emulation.setScriptExecutionDisabled", {"value": not allowed})
