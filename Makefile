# Arms Transfer Explorer. `make help` lists what can be made.
PYTHON ?= python3
VENV   := .venv
BIN    := $(VENV)/bin
SPREAD := --numprocesses logical --maxprocesses 4 --dist loadfile
PIP    := $(BIN)/python -m pip --disable-pip-version-check --quiet

.DEFAULT_GOAL := help
.PHONY: help app test fuzz lint bench docs reference screenshots fit-claims lock clean

help:  ## this list
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-12s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

app: $(VENV)/installed  ## start the explorer at http://127.0.0.1:8501
	@$(BIN)/armstransfers app

test: $(VENV)/installed-dev  ## run all tests; TESTS=tests/analysis runs some
	@$(BIN)/python -m pytest $(SPREAD) $(TESTS)

fuzz: $(VENV)/installed-dev  ## put ten thousand hostile inputs to each entry, an hour or two
	@ARMSTRANSFERS_CASES=10000 ARMSTRANSFERS_MUTATIONS=10000 $(BIN)/python -m pytest $(SPREAD) \
	  tests/fuzz tests/readers/test_properties.py

lint: $(VENV)/installed-dev  ## check style (ruff), types (mypy), and the locked packages (pip-audit)
	@$(BIN)/python -m ruff check . && $(BIN)/python -m ruff format --check . && $(BIN)/python -m mypy
	@$(BIN)/python .ci/audit.py

# told on the command line alone: a shell may have a variable of this name
ifneq ($(origin GROUPS),command line)
override GROUPS :=
endif

bench: $(VENV)/installed-dev  ## measure the ratios of the README, 45 minutes; GROUPS="redraw load" some
	@$(BIN)/python benchmarks/run.py $(GROUPS) $(BENCH)

docs: $(VENV)/installed-dev  ## build the documentation into site/; open site/index.html
	@NO_MKDOCS_2_WARNING=1 $(BIN)/python -m mkdocs build --strict

reference: $(VENV)/installed-dev  ## write those pages of the documentation that the code can tell
	@$(BIN)/python docs/make_reference.py

screenshots: $(VENV)/installed-dev  ## take the pictures of the documentation anew (needs Chromium)
	@$(BIN)/python docs/make_screenshots.py

fit-claims: $(VENV)/installed-dev  ## fit the weights that read claims, a minute, and count what they read (cross-validated)
	@PYTHONPATH=tests $(BIN)/python -m claims.fitting

lock: $(VENV)/installed  ## compute both lock files anew (needs uv)
	uv pip compile pyproject.toml --quiet --upgrade --universal --python-version 3.11 --generate-hashes \
	  --no-header --no-emit-index-url --no-emit-find-links --extra build -o requirements.lock
	uv pip compile pyproject.toml --quiet --upgrade --universal --python-version 3.11 --generate-hashes \
	  --no-header --no-emit-index-url --no-emit-find-links --extra build --extra dev \
	  --constraint requirements.lock -o requirements-dev.lock

clean:  ## remove the environment and everything that was made
	rm -rf $(VENV) dist site .pytest_cache .mypy_cache .ruff_cache

$(VENV)/installed: requirements.lock pyproject.toml
	@echo "Setting up $(VENV): a minute or two the first time."
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	@$(PIP) install --require-hashes --no-deps -r requirements.lock
	@$(PIP) install --no-deps --no-build-isolation --no-index --editable .
	@touch $@

$(VENV)/installed-dev: $(VENV)/installed requirements-dev.lock
	@$(PIP) install --require-hashes --no-deps -r requirements-dev.lock
	@touch $@
