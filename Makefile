# Two commands for newcomers: `make site` and `make test`. The rest is for those who carry the work on.

VENV := .venv
BIN := $(VENV)/bin
INSTALLED := $(VENV)/.installed
# Tests go to all cores in the order of their files, so that neighbours share what they have made; who is done
# takes over half of what another still has.
SPREAD := -n auto --dist worksteal

.PHONY: help site test quick lint format types bench fuzz kill clean

help:
	@echo "make site    build the site of four years with an illustrative letter wherever yours are missing"
	@echo "make test    check everything: lint, types, tests, a real browser"
	@echo "make quick   check what a minute allows: lint, types, and the tests that are neither slow nor in the browser"
	@echo "make format  put code, scripts and style sheets into the form that lint asks for"
	@echo "make bench   measure speed, memory and the weight of the map page, and simulate how often chance stands out"
	@echo "make fuzz    put damaged and oddly designed letters through the readers"
	@echo "make kill    end builds at random moments, and run two at once: a whole site must be left"
	@echo "make clean   remove the environment, the caches and the built site"

site: $(INSTALLED)
	$(BIN)/regenerate-site --sample --year 2019 --year 2023 --year 2024 --year 2025
	@echo
	@echo "Open site/index.html in a browser, or preview it with: $(BIN)/mapper serve site"

test: lint types $(INSTALLED)
	@.ci/browser $(BIN)
	@.ci/pango $(BIN)
	$(BIN)/pytest $(SPREAD)

quick: lint types $(INSTALLED)
	$(BIN)/pytest $(SPREAD) -m "not slow and not browser"

lint: $(INSTALLED)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/deptry mapper
	$(BIN)/djlint --lint --quiet templates
	@if [ -x $(BIN)/biome ]; then \
	  $(BIN)/biome check --config-path=.ci/biome.jsonc --error-on-warnings templates/assets; \
	else \
	  echo "No linter of scripts and style sheets for this kind of machine: they are not checked here."; \
	fi

format: $(INSTALLED)
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .
	@if [ -x $(BIN)/biome ]; then $(BIN)/biome check --config-path=.ci/biome.jsonc --write templates/assets; fi

types: $(INSTALLED)
	$(BIN)/mypy

bench: $(INSTALLED)
	$(BIN)/python tests/bench.py
	$(BIN)/python tests/bench_chance.py

# Ten thousand damaged letters through the workers, and ten thousand as designers and stamps make them; takes half an
# hour.
fuzz: $(INSTALLED)
	$(BIN)/python tests/fuzz.py
	$(BIN)/python tests/designs.py

# A hundred whole builds and a hundred exchanges of two folders, ended by SIGKILL; takes half an hour.
kill: $(INSTALLED)
	$(BIN)/python tests/kill.py

clean:
	rm -rf $(VENV) .mypy_cache .pytest_cache .ruff_cache .hypothesis
	@# Only what the site lists as its own: a user's files stay.
	if [ -f site/.site-files.sha256 ]; then \
	  cd site && cut -c67- .site-files.sha256 | grep -v '^404\.html$$' | tr '\n' '\0' | xargs -0 rm -f && \
	  rm .site-files.sha256 && find . -mindepth 1 -type d -empty -delete; \
	fi

# The exact versions that were tested, and the SHA-256 of their files, stand in the lock: every build uses the same ones.
$(INSTALLED): pyproject.toml .ci/lock-dev.txt
	.ci/environment $(VENV)
	.ci/install $(VENV) .ci/lock-dev.txt --editable
	@touch $@
