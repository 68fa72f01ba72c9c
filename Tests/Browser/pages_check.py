"""What a reader of the pages meets, in Chromium."""

import base64
import io
import os
import re

import pypdf
from axe_core_python.selenium import Axe
from selenium.webdriver.common.action_chains import ActionChains
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys
from selenium.webdriver.support.ui import Select, WebDriverWait

from browser import address, allow_scripts, emulate, resize

CONTRAST = """
const lightness = (text) => {
  const parts = text.match(/[\\d.]+/g).slice(0, 3).map((part) => {
    const share = part / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2];
};
const [one, other] = ["color", "backgroundColor"].map((name) => lightness(
  getComputedStyle(document.querySelector(name === "color" ? arguments[0] : "body"))[name]));
return (Math.max(one, other) + 0.05) / (Math.min(one, other) + 0.05);
"""


def shown(browser):
    return browser.execute_script(
        "return [...document.querySelectorAll('#visits tbody tr')].filter(r => !r.hidden).length")


def open_part(browser, name):
    browser.execute_script(f"document.getElementById('{name}').open = true")


def view(browser):
    text = browser.execute_script("return document.getElementById('map').getAttribute('viewBox')")
    return [float(part) for part in text.split()]


def check_quiet(browser, sample):
    """Nothing on the console, and nothing fetched."""
    for audience in ["centre", "station", "team", "public"]:
        browser.get(address(sample.folder(audience, "zh"), "index.html"))
        log = [entry for entry in browser.get_log("browser") if "favicon" not in entry["message"]]
        assert not log, log
        fetched = browser.execute_script(
            "return performance.getEntriesByType('resource').map(entry => entry.name)")
        assert not fetched, fetched


def check_filter(browser, sample):
    """A word leaves the rows that hold it, says how many, and taking it back brings all again."""
    browser.get(address(sample.folder("centre", "en"), "index.html"))
    open_part(browser, "visits")
    total = shown(browser)
    field = browser.find_element(By.CSS_SELECTOR, "#visits .filter")
    visit = sample.plan["assignments"][0]["visit"]
    field.send_keys(visit)
    WebDriverWait(browser, 10).until(lambda _: shown(browser) < total)
    assert 1 <= shown(browser) <= 3
    said = browser.find_element(By.CSS_SELECTOR, "#visits .shown").text
    assert said == f"{shown(browser)} of {total} rows", said
    field.send_keys(Keys.CONTROL + "a", Keys.DELETE)
    WebDriverWait(browser, 10).until(lambda _: shown(browser) == total)


def check_sort(browser, sample):
    """A column's button sorts by keyboard, figures as figures, and back again."""
    browser.get(address(sample.folder("centre", "en"), "index.html"))
    open_part(browser, "teams")
    heads = browser.find_elements(By.CSS_SELECTOR, "#teams th")
    column = next(i for i, head in enumerate(heads) if head.text.startswith("Work"))
    button = heads[column].find_element(By.TAG_NAME, "button")
    browser.execute_script("arguments[0].focus()", button)
    read = (
        "return [...document.querySelectorAll('#teams tbody tr')]"
        f".map(row => parseFloat(row.cells[{column}].textContent.replaceAll(',', '')))")
    button.send_keys(Keys.ENTER)
    assert heads[column].get_attribute("aria-sort") == "ascending"
    assert browser.execute_script(read) == sorted(browser.execute_script(read))
    button.send_keys(Keys.SPACE)
    assert heads[column].get_attribute("aria-sort") == "descending"
    figures = browser.execute_script(read)
    assert figures == sorted(figures, reverse=True) and figures[0] > figures[-1]


def check_map(browser, sample):
    """Buttons, keys and dragging move the map; the choice of a team shows its routes."""
    browser.get(address(sample.folder("centre", "en"), "index.html"))
    whole = view(browser)
    browser.find_element(By.ID, "zoom-in").click()
    near = view(browser)
    assert near[2] < whole[2]
    # A finger moves the map now; as long as all of it was in sight it scrolled the page.
    moves = "return getComputedStyle(document.getElementById('map')).touchAction"
    assert browser.execute_script(moves) == "none"
    browser.find_element(By.ID, "zoom-reset").click()
    assert "pan-y" in browser.execute_script(moves)
    browser.find_element(By.ID, "zoom-in").click()
    frame = browser.find_element(By.CSS_SELECTOR, ".map-frame")
    browser.execute_script("arguments[0].focus()", frame)
    frame.send_keys(Keys.ARROW_RIGHT)
    assert view(browser)[0] > near[0]
    frame.send_keys("+")
    assert view(browser)[2] < near[2]
    before = view(browser)
    browser.execute_script("arguments[0].scrollIntoView({block: 'center'})", frame)
    ActionChains(browser).move_to_element(frame).click_and_hold().move_by_offset(60, 30) \
        .release().perform()
    assert view(browser)[0] < before[0] and view(browser)[1] < before[1]
    frame.send_keys("0")
    assert view(browser) == whole
    picker = Select(browser.find_element(By.ID, "team"))
    picker.select_by_index(3)
    routes = [route for route in browser.find_elements(By.CSS_SELECTOR, ".route")
              if route.value_of_css_property("display") != "none"]
    assert len(routes) == 1 and routes[0].get_attribute("id").startswith("route-")
    picker.select_by_index(0)
    assert view(browser) == whole


def check_legend(browser, sample):
    """What is taken off in the legend is taken off the map."""
    browser.get(address(sample.folder("centre", "en"), "index.html"))
    circles = browser.find_element(By.CSS_SELECTOR, ".map .circles")
    assert circles.value_of_css_property("display") != "none"
    box = browser.find_element(By.ID, "show-circles")
    browser.execute_script("arguments[0].scrollIntoView({block: 'center'})", box)
    box.click()
    assert circles.value_of_css_property("display") == "none"


def check_without_scripts(browser, sample):
    """Tables and charts can be read without JavaScript, and nothing dead is shown."""
    allow_scripts(browser, False)
    try:
        browser.get(address(sample.folder("centre", "en"), "index.html"))
        tools = browser.find_elements(By.CSS_SELECTOR, ".tools")
        assert tools and not any(part.is_displayed() for part in tools)
        summary = browser.find_element(By.CSS_SELECTOR, "#teams summary")
        summary.click()
        row = browser.find_element(By.CSS_SELECTOR, "#teams tbody tr")
        assert row.is_displayed()
        browser.get(
            address(sample.folder("centre", "en"), "index.html")
            + browser.find_element(By.CSS_SELECTOR, "#teams a[data-pick]")
            .get_dom_attribute("href"))
        routes = [route for route in browser.find_elements(By.CSS_SELECTOR, ".route")
                  if route.value_of_css_property("display") != "none"]
        assert len(routes) == 1
    finally:
        allow_scripts(browser, True)


def check_axe(browser, sample):
    """The rules of axe-core hold, in light and in dark; for a village, as they take their time."""
    browser.set_script_timeout(120)
    sample = sample.village
    pages = [("centre", "index.html"), ("public", "index.html"), ("team", "index.html")]
    pages += [("centre", os.path.join(part, first(sample.folder("centre", "zh"), part)))
              for part in ["sheets", "stations"]]
    for audience, page in pages:
        for scheme in ["light", "dark"]:
            emulate(browser, scheme)
            browser.get(address(sample.folder(audience, "zh"), page))
            for part in ["teams", "unserved"] if page == "index.html" else []:
                browser.execute_script(
                    f"const part = document.getElementById('{part}'); if (part) part.open = true")
            found = Axe().run(browser)["violations"]
            told = [f"{rule['id']}: {rule['help']} {rule['nodes'][0]['html'][:150]}"
                    for rule in found]
            assert not told, f"{audience}/{page} {scheme}: {told}"
    emulate(browser)


def first(folder, part):
    return sorted(os.listdir(os.path.join(folder, part)))[0]


def check_contrast(browser, sample):
    """Text stands out from its ground, in light and in dark."""
    for scheme in ["light", "dark"]:
        emulate(browser, scheme)
        browser.get(address(sample.folder("centre", "zh"), "index.html"))
        for selector in ["body", ".soft", "nav a"]:
            ratio = browser.execute_script(CONTRAST, selector)
            assert ratio >= 4.5, f"{scheme} {selector}: {ratio:.2f}"
    emulate(browser)


def check_narrow(browser, sample):
    """On a telephone nothing sticks out to the side."""
    resize(browser, 390, 800)
    try:
        folder = sample.folder("centre", "zh")
        for page in ["index.html"] + [
                os.path.join(part, first(folder, part)) for part in ["sheets", "stations"]]:
            browser.get(address(folder, page))
            width = browser.execute_script("return document.documentElement.scrollWidth")
            assert width <= 390, f"{page}: {width}"
            browser.execute_script(
                "for (const part of document.querySelectorAll('details')) part.open = true")
            # Tables are moved sideways rather than squeezed; those of run sheets are cards.
            narrow = browser.execute_script(
                "return [...document.querySelectorAll('table:not(.small):not(:has(.what))')]"
                ".filter(table => table.offsetWidth < 600).length")
            assert narrow == 0, f"{page}: {narrow} squeezed tables"
    finally:
        resize(browser, 1300, 1000)


def check_paper(browser, sample):
    """A run sheet takes a page of A4 for each crew and shift."""
    folder = sample.folder("centre", "zh")
    counts = {}
    for row in sample.plan["assignments"]:
        crew = (row["team"], row["shift"], row["crew"])
        counts[crew] = counts.get(crew, 0) + 1
    teams = sorted({team for team, _, _ in counts})
    emulate(browser, media="")
    busiest = max(counts, key=lambda crew: (counts[crew], crew))[0]
    for team in teams[:4] + [busiest]:
        browser.get(address(folder, "sheets", f"team-{team}.html"))
        printed = browser.execute_cdp_cmd(
            "Page.printToPDF", {"preferCSSPageSize": True, "printBackground": True})
        pages = pypdf.PdfReader(io.BytesIO(base64.b64decode(printed["data"]))).pages
        sheets = len([crew for crew in counts if crew[0] == team])
        longest = max(count for crew, count in counts.items() if crew[0] == team)
        assert len(pages) == sheets or longest > 20, f"{team}: {len(pages)} pages, {sheets} sheets"
        box = pages[0].mediabox
        assert abs(box.width - 595) < 2 and abs(box.height - 842) < 2, box
    emulate(browser)


def check_printed_chart(browser, sample):
    """On paper the hours stand above the crews on every page that has crews."""
    emulate(browser, media="")
    browser.get(address(sample.folder("centre", "en"), "index.html"))
    printed = browser.execute_cdp_cmd(
        "Page.printToPDF", {"preferCSSPageSize": True, "printBackground": True})
    pages = [page.extract_text() for page in pypdf.PdfReader(
        io.BytesIO(base64.b64decode(printed["data"]))).pages]
    charts = [text for text in pages if re.search(r"T\d+ crew \d", text)]
    assert len(charts) > 1
    for text in charts:
        assert "09:00" in text and "waiting" in text, text[:300]
    emulate(browser)


def check_keyboard(browser, sample):
    """Whatever can be used is reached by the Tab key and shows that it is."""
    browser.get(address(sample.folder("centre", "en"), "index.html"))
    browser.execute_script(
        "for (const part of document.querySelectorAll('details')) part.open = true")
    reached = set()
    for _ in range(60):
        browser.switch_to.active_element.send_keys(Keys.TAB)
        name, outline = browser.execute_script(
            "const element = document.activeElement; const style = getComputedStyle(element);"
            "return [element.id || element.className || element.tagName,"
            " parseFloat(style.outlineWidth) * (style.outlineStyle !== 'none')]")
        assert outline >= 1, f"{name}: no outline"
        reached.add(name)
    wanted = {"skip", "gantt-frame", "zoom-in", "zoom-out", "zoom-reset", "team", "map-frame",
              "show-circles", "filter", "scroll"}
    assert wanted <= reached, wanted - reached


CHECKS = [
    check_quiet, check_filter, check_sort, check_map, check_legend, check_without_scripts,
    check_axe, check_contrast, check_narrow, check_paper, check_printed_chart,
    check_keyboard,
]


def take_screenshots(browser, sample, folder):
    """Pictures for people to look at."""
    def take(name, audience, language, page="index.html", scheme="light", media="screen",
             script=None):
        emulate(browser, scheme, media)
        browser.get(address(sample.folder(audience, language), page))
        if script:
            browser.execute_script(script)
        browser.save_screenshot(os.path.join(folder, f"{name}.png"))

    to_map = "document.getElementById('map-part').scrollIntoView()"
    to_load = "document.getElementById('load').scrollIntoView()"
    pick = to_map + (
        "; const team = document.getElementById('team'); team.selectedIndex = 5;"
        "team.dispatchEvent(new Event('change'))")
    centre = sample.folder("centre", "zh")
    sheet = os.path.join("sheets", first(centre, "sheets"))
    station = os.path.join("stations", first(centre, "stations"))
    for language in ["zh", "en"]:
        for scheme in ["light", "dark"]:
            take(f"overview-{language}-{scheme}", "centre", language, scheme=scheme)
            take(f"map-{language}-{scheme}", "centre", language, scheme=scheme, script=to_map)
        take(f"team-{language}", "centre", language, script=pick)
        take(f"sheet-{language}", "centre", language, sheet)
        take(f"station-{language}", "centre", language, station)
        take(f"public-map-{language}", "public", language, script=to_map)
        take(f"load-{language}", "centre", language, script=to_load)
        take(f"paper-{language}", "centre", language, media="print")
        take(f"paper-sheet-{language}", "centre", language, sheet, media="print")
    emulate(browser)
