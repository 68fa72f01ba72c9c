# Everything a newcomer needs: `make plan`, `make test`. A Swift 6.3 toolchain is the one requirement.

SHELL := /bin/bash
.SHELLFLAGS := -euo pipefail -c
.DELETE_ON_ERROR:
.DEFAULT_GOAL := help

PREFIX ?= /usr/local
DESTDIR ?=
SWIFT ?= swift
SCENARIO ?= scenarios/erqi-night
OUT ?= plans/$(notdir $(SCENARIO))
TIME ?= 30

# What `make bench` measures; folders and lists are separated by spaces. See Benchmarks/README.md.
SCENARIOS ?=
INSTANCES ?=
ONLY ?=
METHODS ?= auto
SEEDS ?= 1
TIMES ?= 10
PATHS ?= 1 2 3 4
PEERS ?=
ORACLE ?=
RESULTS ?=
BASELINE ?=
JOBS ?= 1
AGAIN ?=
PARTS ?=
CASE_SEEDS ?= 1 2
SCALE ?= 1
SAMPLE ?= 1
STORE ?=
PICTURE ?= docs/benchmarks.svg
FAMILY ?= core
SIZES ?= 100 300 1000 3000 10000
ROUNDS ?= 9

# What `make soak` does; see Tests/Soak/README.md.
SANITIZER ?= address
MINUTES ?= 10
SOAK_SCENARIOS ?= tiny jian-tour core-100 shexian-month baiyin-village xiyang-month erqi-warm-2016 \
  core-300

# The tests have a build folder of their own: their flags differ, and switching flags in one folder
# would rebuild everything each time. Release, because the engine is tested on whole districts.
TEST_FLAGS := -c release -Xswiftc -enable-testing --scratch-path .build-test
TEST_BUILD := $(TEST_FLAGS) --build-tests --explicit-target-dependency-import-check error
SOAK_FLAGS = -c release --sanitize=$(SANITIZER) -Xswiftc -assert-config -Xswiftc Debug \
  --scratch-path .build-soak/$(SANITIZER)
SOURCES := Package.swift Sources Tests Benchmarks/Package.swift Benchmarks/Sources \
  Benchmarks/Micro/Package.swift Benchmarks/Micro/Benchmarks

.PHONY: help setup build plan test test-tools test-browser soak lint format install uninstall \
  bench bench-targets bench-curve bench-micro bench-questions spot-check examples bench-peers \
  bench-compare bench-picture clean

help: ## Say what can be made
	@echo "make TARGET, where TARGET is one of"
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  %-15s %s\n", $$1, $$2 }' Makefile
	@echo
	@echo "Variables: SCENARIO=$(SCENARIO) OUT=$(OUT) TIME=$(TIME) PREFIX=$(PREFIX)"

setup: ## Install what is missing (libglpk-dev, by apt-get)
	@command -v $(SWIFT) > /dev/null || { \
	  echo "setup: no Swift toolchain found; see https://www.swift.org/install/" >&2; exit 1; }
	@if [ -e /usr/include/glpk.h ] || [ -e /usr/local/include/glpk.h ]; then exit 0; fi; \
	  if ! command -v apt-get > /dev/null; then \
	    echo "setup: glpk.h not found and no apt-get here: install GLPK 5.0 with its header" >&2; \
	    exit 1; \
	  fi; \
	  as_root=(); \
	  if [ "$$(id -u)" != 0 ]; then \
	    command -v sudo > /dev/null || { \
	      echo "setup: libglpk-dev is missing; install it as root: apt-get install libglpk-dev" >&2; \
	      exit 1; }; \
	    as_root=(sudo); \
	  fi; \
	  echo "setup: installing libglpk-dev (the GLPK solver): $${as_root[*]:-} apt-get install"; \
	  "$${as_root[@]}" apt-get update; \
	  "$${as_root[@]}" env DEBIAN_FRONTEND=noninteractive \
	    apt-get install --yes --no-install-recommends libglpk-dev

build: setup ## Build the release
	$(SWIFT) build -c release --product paidan

plan: build ## Plan the shipped district (SCENARIO, TIME) and print the plan's summary
	@"$$($(SWIFT) build -c release --show-bin-path)/paidan" \
	  plan "$(SCENARIO)" --time "$(TIME)" --out "$(OUT)"

test: export PAIDAN_STRICT = 1
test: setup lint ## Build strictly and run all tests
	$(SWIFT) build $(TEST_BUILD)
	$(SWIFT) test $(TEST_FLAGS) --skip-build --disable-xctest

test-tools: ## Run the tests of the tools in Python (the harness of benchmarks, the soak)
	python3 -m unittest discover Benchmarks/tests
	python3 -m unittest discover Tests/Soak

test-browser: export PAIDAN_STRICT = 1
test-browser: setup ## Make reports and look at them in a headless Chromium (installs it)
	@Tests/Browser/setup .build-browser/python
	$(SWIFT) build $(TEST_BUILD)
	.build-browser/python/bin/python Tests/Browser/run.py \
	  "$$($(SWIFT) build $(TEST_FLAGS) --show-bin-path)/paidan" \
	  scenarios/erqi-night scenarios/baiyin-village .build-browser

# Assertions are on, those of the buffers' indices among them, although the code is optimized.
soak: setup ## Plan again and again under a sanitizer (SANITIZER=address|thread, MINUTES)
	@case "$(SANITIZER)" in address | thread) ;; \
	  *) echo "soak: SANITIZER is address or thread, not $(SANITIZER)" >&2; exit 2;; esac
	$(SWIFT) build $(SOAK_FLAGS) --product paidan
	@python3 Tests/Soak/run.py "$$($(SWIFT) build $(SOAK_FLAGS) --show-bin-path)/paidan" \
	  ".build-soak/$(SANITIZER)-runs" --minutes "$(MINUTES)" \
	  --scenarios $(addprefix scenarios/,$(SOAK_SCENARIOS))

lint: ## Check the format of all sources
	$(SWIFT) format lint --strict --parallel --recursive $(SOURCES)

format: ## Format all sources in place
	$(SWIFT) format format --in-place --parallel --recursive $(SOURCES)

install: build ## Install the program and its shell completions under PREFIX
	@paidan="$$($(SWIFT) build -c release --show-bin-path)/paidan"; \
	  place="$(DESTDIR)$(PREFIX)"; \
	  install -D -m 755 "$$paidan" "$$place/bin/paidan"; \
	  complete() { \
	    install -d "$$(dirname "$$2")"; \
	    "$$paidan" --generate-completion-script "$$1" > "$$2"; \
	    chmod 644 "$$2"; \
	  }; \
	  complete bash "$$place/share/bash-completion/completions/paidan"; \
	  complete zsh "$$place/share/zsh/site-functions/_paidan"; \
	  complete fish "$$place/share/fish/vendor_completions.d/paidan.fish"; \
	  echo "installed: $$place/bin/paidan, with completions for bash, zsh and fish"

uninstall: ## Remove what install put under PREFIX
	rm -f "$(DESTDIR)$(PREFIX)/bin/paidan" \
	  "$(DESTDIR)$(PREFIX)/share/bash-completion/completions/paidan" \
	  "$(DESTDIR)$(PREFIX)/share/zsh/site-functions/_paidan" \
	  "$(DESTDIR)$(PREFIX)/share/fish/vendor_completions.d/paidan.fish"

# How every measuring command of bench.py is called; the TOPTW program is built where instances are given.
BENCH_OPTIONS = --scenarios "scenarios $(SCENARIOS)" --instances "$(INSTANCES)" --only "$(ONLY)" \
  --again "$(AGAIN)" --seeds "$(SEEDS)" --jobs "$(JOBS)" --oracle "$(ORACLE)" --out "$(RESULTS)" \
  --baseline "$(BASELINE)"
define measure
toptw=; \
  if [ -n "$(INSTANCES)" ]; then \
    $(SWIFT) build -c release --package-path Benchmarks --product paidan-toptw; \
    toptw="$$($(SWIFT) build -c release --package-path Benchmarks --show-bin-path)/paidan-toptw"; \
  fi; \
  paidan="$$($(SWIFT) build -c release --show-bin-path)/paidan"; \
  exec python3 Benchmarks/bench.py $(1) --paidan "$$paidan" --toptw "$$toptw" $(BENCH_OPTIONS)
endef

bench: build ## Measure scenarios x methods x seeds, with peers if asked (SCENARIOS, TIMES, PEERS ...)
	@$(call measure,run) --methods "$(METHODS)" --times "$(TIMES)" --paths "$(PATHS)" \
	  --peers "$(PEERS)"

bench-targets: build ## Make the table of the engine's targets (INSTANCES, PARTS, CASE_SEEDS, JOBS ...)
	@$(call measure,targets) --parts "$(PARTS)" --case-seeds "$(CASE_SEEDS)" --scale "$(SCALE)" \
	  --sample "$(SAMPLE)"

bench-curve: build ## Time, memory and gap of a family by size (FAMILY, SIZES, TIMES, JOBS)
	@$(call measure,curve) --family "$(FAMILY)" --sizes "$(SIZES)" --times "$(TIMES)"

bench-questions: build ## Time inspect, explain, suggest and replan on a plan (SCENARIO, ROUNDS)
	@python3 Benchmarks/questions.py \
	  --paidan "$$($(SWIFT) build -c release --show-bin-path)/paidan" \
	  --scenario "$(SCENARIO)" --rounds "$(ROUNDS)"

spot-check: build ## Hold what `explain` says of a district against plans made anew (SCENARIO)
	@python3 Benchmarks/spot_check.py \
	  --paidan "$$($(SWIFT) build -c release --show-bin-path)/paidan" --scenario "$(SCENARIO)"

examples: build ## Print the examples of README.md as the program answers them now (minutes)
	@bash Benchmarks/examples.sh "$$($(SWIFT) build -c release --show-bin-path)/paidan" scenarios \
	  Benchmarks/results/examples

bench-micro: setup ## Time the hot parts as ratios to the stored baseline (STORE=1 makes a new one)
	$(SWIFT) build -c release --package-path Benchmarks/Micro --product PaidanMicro
	@mkdir -p Benchmarks/results/micro
	"$$($(SWIFT) build -c release --package-path Benchmarks/Micro --show-bin-path)/PaidanMicro" \
	  --quiet true > Benchmarks/results/micro/printed.txt
	@python3 Benchmarks/micro.py Benchmarks/results/micro/printed.txt $(if $(STORE),--store)

bench-peers: ## Install the peers that `make bench` compares with (Python, in a virtual environment)
	python3 -m venv Benchmarks/peers/.venv
	Benchmarks/peers/.venv/bin/pip install --quiet --disable-pip-version-check \
	  --requirement Benchmarks/peers/requirements.txt
	@command -v java > /dev/null && \
	  Benchmarks/peers/.venv/bin/pip install --quiet --disable-pip-version-check \
	    --requirement Benchmarks/peers/requirements-timefold.txt || \
	  echo "bench-peers: no Java runtime, or no Timefold for this Python: running without it" >&2

bench-compare: ## Compare two results (BASELINE=earlier.csv RESULTS=new.csv); fails where worse
	@python3 Benchmarks/bench.py compare "$(BASELINE)" "$(RESULTS)"

bench-picture: ## Draw score and bound over time of a results folder (RESULTS, PICTURE, ONLY)
	@python3 Benchmarks/bench.py picture "$(RESULTS)" "$(PICTURE)" --only "$(ONLY)"

clean: ## Remove everything built (plans and results stay)
	rm -rf .build .build-test .build-browser .build-soak Benchmarks/.build Benchmarks/Micro/.build
