# SOP Minutes. `make setup run test screenshots bench`; run and test set up what they need.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
# Tests start the program hundreds of times: its modules are to be compiled once.
unexport PYTHONDONTWRITEBYTECODE
DONE := $(VENV)/.done

.PHONY: setup run test lint types contracts tests screenshots bench browser faults clean

setup: $(DONE)

$(DONE): requirements/dev.txt pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(not (3, 11) <= sys.version_info < (3, 14))' \
	  || { echo "SOP Minutes needs Python 3.11 to 3.13; try: make PYTHON=python3.11"; exit 1; }
	@$(PYTHON) -c 'import venv, ensurepip' 2>/dev/null \
	  || { echo "Python cannot make a virtual environment here. Mend it with: sudo apt-get install python3-venv"; exit 1; }
	@! command -v ldconfig >/dev/null || ldconfig -p | grep -qF libEGL.so.1 \
	  || echo "The window needs a system library. Mend it with: sudo apt-get install libegl1 libgl1 libxkbcommon0 libdbus-1-3 libfontconfig1 libglib2.0-0"
	$(PYTHON) -m venv $(VENV)
	$(BIN)/pip install --quiet --disable-pip-version-check --require-hashes -r requirements/dev.txt
	$(BIN)/pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	@touch $(DONE)

run: setup
	$(BIN)/sop-minutes demo

# The types are checked beside the tests: they take one processor half a minute.
test: setup
	@$(MAKE) --no-print-directory --jobs=2 lint types contracts tests

lint: setup
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types: setup
	$(BIN)/mypy

contracts: setup
	$(BIN)/lint-imports

tests: setup
	$(BIN)/pytest --numprocesses auto

screenshots: setup
	$(BIN)/python packaging/pictures.py build/screenshots

bench: setup
	$(BIN)/python -m benchmarks

browser: setup
	$(BIN)/python -m tests.browser

# faults: hours of kills, power cuts and failing disks; QUICK=1 tries a fiftieth.
faults: setup
	$(BIN)/python -m tests.faults $(if $(QUICK),--quick)

clean:
	rm -rf $(VENV) build dist .mypy_cache .ruff_cache .pytest_cache .import_linter_cache .hypothesis
