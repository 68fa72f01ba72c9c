"""Home health care instances of the `uhhc` collection, written as scenario folders of format 1.

Mapped where "every patient served, least travel" is all that is asked (`bazirha` A, B, C, and D, E, F
only where all double services are simultaneous and equally long). Serving a patient is worth more than
any travel, so the score is `worth x patients - travel minutes`; travel.csv holds both directions.
"""

import csv
import json
import os

DATE = "2026-01-01"
HARD = ("total_tardiness", "total_extra_time")


class NotExact(Exception):
    """The instance asks for something that format 1 lacks."""


def is_instance(path):
    """Whether a file is an instance of the collection."""
    if not path.endswith(".json"):
        return False
    try:
        with open(path, encoding="utf-8") as handle:
            content = json.load(handle)
    except (OSError, ValueError):
        return False
    return isinstance(content, dict) and {"patients", "caregivers", "distances"} <= set(content)


def clock(minute):
    return f"{int(minute) // 60:02d}:{int(minute) % 60:02d}"


def refuse_what_is_lacking(content):
    meta = content["metadata"]
    costs = {name: weight for name, weight in meta["cost_components"].items() if weight}
    soft = {name for name, weight in costs.items() if weight != "HARD"}
    if soft != {"travel_time"}:
        raise NotExact("the objective is not travel alone: " + ", ".join(sorted(soft)))
    if any(costs.get(name) != "HARD" for name in HARD):
        raise NotExact("windows or shifts are soft")
    if set(costs) - {"travel_time", *HARD}:
        raise NotExact("unknown hard rules: " + ", ".join(sorted(costs)))
    if costs["travel_time"] != 1 or meta["time_window_met"] != "at_service_end":
        raise NotExact("travel weight or meaning of windows differs")
    for patient in content["patients"]:
        if patient.get("optional"):
            raise NotExact("optional patients")
        services = patient["required_services"]
        if len(services) > 1 and patient.get("synchronization", {}).get("type") != "simultaneous":
            raise NotExact("two services of one patient apart: format 1 has neither lag nor order")
        if len({service_minutes(content, service) for service in services}) > 1:
            raise NotExact("simultaneous services of different length")
        for window in patient["time_windows"]:
            if window["start"] != int(window["start"]) or not window["end"] <= 1440:
                raise NotExact("windows outside one day of whole minutes")
    for caregiver in content["caregivers"]:
        if caregiver["departing_point"] != caregiver["arrival_point"]:
            raise NotExact("a caregiver ends elsewhere")
        if caregiver["working_shift"]["end"] > 1440 or caregiver.get("lunch_break"):
            raise NotExact("shifts beyond a day, or lunch breaks")


def service_minutes(content, service):
    if "duration" in service:
        return service["duration"]
    kinds = {entry["id"]: entry for entry in content["services"]}
    return kinds[service["service"]]["default_duration"]


def worth_of_patient(content):
    """More than the travel of any plan, so that leaving out a patient never pays."""
    longest = max(max(row) for row in content["distances"])
    patients = content["patients"]
    stops = sum(len(patient["required_services"]) for patient in patients)
    return longest * (stops + len(content["caregivers"])) + 1


def write_scenario(path, folder):
    """Writes the instance as a scenario folder; returns what one patient is worth."""
    with open(path, encoding="utf-8") as handle:
        content = json.load(handle)
    refuse_what_is_lacking(content)
    worth = worth_of_patient(content)
    os.makedirs(folder, exist_ok=True)
    name = os.path.splitext(os.path.basename(path))[0]
    with open(os.path.join(folder, "scenario.yaml"), "w", encoding="utf-8") as handle:
        handle.write(
            f"format: 1\nname: {name}\nstart: {DATE}\ndays: 1\n"
            "weights:\n  travel: 1\n  crew: 0\n  prefer: 0\n  late: 0\n"
        )
    depots = [(point["id"], point["distance_matrix_index"]) for point in content["terminal_points"]]
    patients = [(p["id"], p["distance_matrix_index"]) for p in content["patients"]]
    places = depots + patients
    table(folder, "sites.csv", "id,kind,lat,lon",
          [(i, "venue" if (i, k) in depots else "home", 0, 0) for i, k in places])
    table(folder, "travel.csv", "from,to,minutes", [
        (a, b, content["distances"][i][j]) for a, i in places for b, j in places if a != b])
    barred = {
        p["id"]: ";".join(p.get("incompatible_caregivers", [])) for p in content["patients"]}
    table(folder, "teams.csv", "id,base,skills", [
        (c["id"], c["departing_point"], ";".join(c["abilities"])) for c in content["caregivers"]])
    table(folder, "shifts.csv", "team,date,start,end", [
        (c["id"], DATE, clock(c["working_shift"]["start"]), clock(c["working_shift"]["end"]))
        for c in content["caregivers"]])
    services = {tuple(s["service"] for s in p["required_services"]) for p in content["patients"]}
    table(folder, "services.csv", "id,mode,minutes",
          [("+".join(names), "home", 1) for names in sorted(services)])
    table(folder, "roles.csv", "service,role,skills", [
        ("+".join(names), f"{k}-{name}", name)
        for names in sorted(services) for k, name in enumerate(names, 1)])
    table(folder, "requests.csv", "id,service,site,hours,minutes,value,refuse", [
        (
            p["id"], "+".join(s["service"] for s in p["required_services"]), p["id"],
            ";".join(f"{clock(w['start'])}-{clock(w['end'])}" for w in p["time_windows"]),
            service_minutes(content, p["required_services"][0]), worth, barred[p["id"]],
        )
        for p in content["patients"]])
    return worth


def table(folder, file, header, rows):
    with open(os.path.join(folder, file), "w", encoding="utf-8", newline="") as handle:
        writer = csv.writer(handle, lineterminator="\n")
        writer.writerow(header.split(","))
        writer.writerows(rows)


def best_known(path):
    """(value, whether proven, proven lower bound) from the collection's table; None where blank."""
    family, name = os.path.split(os.path.splitext(os.path.abspath(path))[0])
    listing = os.path.join(os.path.dirname(family), "best_known.csv")
    if not os.path.exists(listing):
        return None, False, None
    with open(listing, encoding="utf-8") as handle:
        for row in csv.DictReader(handle):
            if row["set"] == os.path.basename(family) and row["instance"] == name:
                value = row["best_known"] or row["value_found_here"]
                bound = row["proven_lower_bound_here"]
                return (
                    int(value) if value else None, row["proven_optimal"].startswith("yes"),
                    int(bound) if bound else None,
                )
    return None, False, None
