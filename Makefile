# The two commands of a newcomer, `make demo` and `make test`, and the one that a developer repeats, `make lint`.
# Each sets up what it needs in $(VENV) first; nothing has to be installed or activated before.

PYTHON ?= python3
VENV ?= .venv
# More arguments for pytest: `make test ARGS="tests/core -x"`, `make test ARGS="-m ''"` for the slow ones too.
ARGS ?=
# In how many processes the tests run; 0 is in this one, which a debugger needs.
WORKERS ?= auto

BIN := $(VENV)/bin
INSTALLED := $(VENV)/.installed
DEVELOPING := $(VENV)/.developing

export PIP_DISABLE_PIP_VERSION_CHECK := 1
export PYTHONUTF8 := 1

.PHONY: tables demo test lint style types walls format clean

demo: $(INSTALLED)
	@$(BIN)/python examples/demo.py

# The tests start many processes; whatever the shell says, each finds compiled what the first one read.
test: $(DEVELOPING)
	@env -u PYTHONDONTWRITEBYTECODE $(BIN)/python -m pytest -n $(WORKERS) --dist worksteal $(ARGS)

lint: style types walls

style: $(DEVELOPING)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types: $(DEVELOPING)
	$(BIN)/mypy

walls: $(DEVELOPING)
	$(BIN)/lint-imports

format: $(DEVELOPING)
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

# The stamps stand inside the environment, so that removing it removes them too.
$(INSTALLED): pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' \
		|| { echo "policyrules needs Python 3.11 or newer; name one, as in: make PYTHON=python3.12 demo" >&2; exit 1; }
	@echo "Setting up $(VENV) ..." >&2
	@$(PYTHON) -m venv $(VENV)
	@$(BIN)/python -m pip install --quiet --editable .
	@touch $@

$(DEVELOPING): $(INSTALLED)
	@$(BIN)/python -m pip install --quiet --editable '.[dev]'
	@touch $@

# After a change of the grammar or of the keywords; a test fails until this is done.
tables: $(DEVELOPING)
	$(BIN)/python -c "from policyrules.syntax.tables import tables_json; print(tables_json(), end='')" > grammars/policy.tables.json.new
	mv grammars/policy.tables.json.new grammars/policy.tables.json

clean:
	rm -rf $(VENV) build dist .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
