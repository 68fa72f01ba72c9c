"""Runs all checks on a district's reports: run.py PROGRAM DISTRICT VILLAGE FOLDER."""

import os
import shutil
import sys
import time
import traceback

import files_check
import pages_check
import reports
from browser import address, open_browser


def main():
    program, district, village, folder = (os.path.abspath(path) for path in sys.argv[1:5])
    work = os.path.join(folder, "work")
    screenshots = os.path.join(folder, "screenshots")
    for place in [work, screenshots]:
        shutil.rmtree(place, ignore_errors=True)
        os.makedirs(place)
    began = time.monotonic()
    sample = reports.make_both(program, district, village, work)
    print(f"reports made in {time.monotonic() - began:.1f} s", flush=True)
    passed, failed = 0, 0
    browser = open_browser()
    try:
        for name, check in all_checks(sample, browser):
            try:
                check()
                passed += 1
                print(f"ok      {name}", flush=True)
            except Exception:
                failed += 1
                print(f"FAILED  {name}\n{traceback.format_exc()}", flush=True)
        pages_check.take_screenshots(browser, sample, screenshots)
        tell_of_opening(browser, sample, reports.make_large(program, work))
    finally:
        browser.quit()
    print(f"screenshots: {screenshots}")
    print(f"{passed} passed, {failed} failed")
    return 1 if failed else 0


def all_checks(sample, browser):
    for (audience, language), folder in sample.folders.items():
        checks = files_check.OF_EVERY_REPORT + files_check.OF_AUDIENCE[audience]
        if (audience, language) == ("centre", "en") and shutil.which("rsvg-convert"):
            checks = checks + [files_check.check_pictures]
        for check in checks:
            yield (f"{check.__name__} {audience} {language}",
                   lambda check=check, folder=folder: check(folder, sample))
    yield "check_markup", lambda: files_check.check_markup(sample)
    for check in pages_check.CHECKS:
        yield check.__name__, lambda check=check: check(browser, sample)


def tell_of_opening(browser, sample, large):
    """How soon pages open: told, not tested, for machines differ."""
    for name, folder in [("district", sample.folder("centre", "zh")), ("6,000 visits", large)]:
        page = os.path.join(folder, "index.html")
        browser.get(address(page))
        timing = browser.execute_script(
            "const t = performance.timing; return [t.domContentLoadedEventEnd - t.navigationStart,"
            " t.loadEventEnd - t.navigationStart]")
        size = os.path.getsize(page) / 1e6
        print(f"{name}: {size:.2f} MB, read after {timing[0]} ms, complete after {timing[1]} ms")


if __name__ == "__main__":
    sys.exit(main())
