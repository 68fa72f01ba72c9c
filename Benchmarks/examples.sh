#!/bin/bash
# Runs the examples of README.md and prints each command with all of its output. `make examples` calls it.
#
# Limits are of work, not of the clock: the same program prints the same on every machine. Where
# README.md shows a part only, this prints the whole.
#
#   examples.sh PAIDAN SCENARIOS FOLDER
set -euo pipefail

paidan=$(realpath "$1")
scenarios=$(realpath "$2")
mkdir -p "$3"
cd "$3"
ln -sfn "$scenarios" scenarios
export LC_ALL=C.UTF-8

# Prints a command and runs it. Some end with a status of their own: a plan can be partly served.
show() {
  printf '\n$ paidan %s\n' "$*"
  "$paidan" "$@" --lang en
}

night=scenarios/erqi-night

cat > events.csv <<'END'
event,visit,team,reason
out,,T027,flat tyre
declined,R0148,,ill
cancelled,R0301,,not at home
END

cat > away.yaml <<'END'
name: ten teams away
remove:
  teams: T001;T010;T027;T040;T075;T082;T099;T105;T144;T172
END

show inspect "$night"
show plan "$night" --work 8000 --out plans/erqi-night --quiet
cp plans/erqi-night/plan.json plan.json
show explain "$night" plan.json R0020
show explain "$night" plan.json R0033 --team T148 --best 3
show plan scenarios/tiny --out plans/tiny --quiet
show explain scenarios/tiny plans/tiny/plan.json R5
show suggest "$night" plan.json service=repair lat=34.72 lon=113.69 tier=red \
  until=2026-11-23T12:00 --best 3
show replan "$night" plan.json events.csv --now 2026-11-23T10:00 --out new --ladder ladder.csv
show whatif "$night" away.yaml --work 20000
show recruit "$night" --work 15000
show recruit scenarios/core-100 --target all=80% --work 2000 --trial-work 300
show simulate "$night" plan.json --robust --work 6000
show plan "$night" --robust --work 12000 --out plans/robust --quiet

# A week in the village, and the week after it: every date seven days later.
week=scenarios/baiyin-village
show plan "$week" --work 3000 --out plans/baiyin-village --quiet
rm -rf ledger.csv next-week next-week-fair
show history add "$week" plans/baiyin-village/plan.json ledger.csv
cp -rL "$week" next-week
for days in {20..0}; do
  day=$(date --date="2026-11-10 + $days days" +%F)
  sed -i "s/$day/$(date --date="$day + 7 days" +%F)/g" next-week/*.csv next-week/scenario.yaml
done
show history apply next-week ledger.csv --out next-week-fair
