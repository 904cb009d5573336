# Everything runs in .venv, which is made when it is first needed.
# Nothing has to be installed beforehand but Python 3.11 or newer, with pip, and make.

# The first Python here that is new enough and can make a virtual environment.
PYTHON ?= $(firstword $(foreach name,python3.11 python3.12 python3.13 python3,$(shell \
	$(name) -c 'import ensurepip, sys, venv; sys.exit(sys.version_info < (3, 11))' \
	>/dev/null 2>&1 && echo $(name))))

BIN := .venv/bin
INSTALLED := .venv/installed
READY := .venv/ready
PIP_INSTALL := $(BIN)/pip install -qq --disable-pip-version-check

# Percent of lines and branches that the measured tests reach, see tests/measuring.py; a figure
# here only rises while these stay the same.
CORE_COVERED_MIN := 99
DB_COVERED_MIN := 98
BOT_COVERED_MIN := 95

.DEFAULT_GOAL := help
.PHONY: help demo test long loud bench quality mutants check typed measured format lock

help: ## What can be done here
	@sed -n 's/^\([a-z]*\):.*## \(.*\)/make \1\t\2/p' $(MAKEFILE_LIST) | expand -t 14

demo: $(READY) ## Play: a local Telegram with demo families, providers and money
	$(BIN)/kruzhok demo

# More workers than cores, see tests/conftest.py.
test: $(READY) ## Run the tests, but for the slow ones
	$(BIN)/pytest -n auto --dist worksteal -m "not slow" $(PYTEST_FLAGS)

long: $(READY) ## Run the slow tests, those with the large figures, and all others with loud logs
	$(BIN)/pytest -m slow $(PYTEST_FLAGS)
	$(MAKE) loud

loud: $(READY) ## Run the tests with logs from DEBUG on, which are looked through for persons
	KRUZHOK_LOGS_LOUD=1 $(MAKE) test

bench: $(READY) ## Measure against plain SQL, as ratios; BENCH_FLAGS="--size 100000" is quicker
	$(BIN)/python -m bench $(BENCH_FLAGS)

quality: $(READY) ## Ask the search what parents ask; KRUZHOK_REAL_DATA=/folder asks real catalogs too
	$(BIN)/python -m tests.quality $(QUALITY_FLAGS)

mutants: $(READY) ## Change the domain line by line: does a test notice? Takes a quarter of an hour
	$(BIN)/python -m bench.mutants

check: $(READY) ## Everything that CI runs
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/lint-imports --no-logo
	$(MAKE) --jobs=2 typed measured

# Beside the tests, some of which wait: it has one thing to say, at its end.
typed: $(READY)
	$(BIN)/mypy

measured: $(READY)
	$(MAKE) test PYTEST_FLAGS="--cov --cov-report= -m 'not slow and not postgres'"
	MEASURED_IN=greenlet $(MAKE) test PYTEST_FLAGS="--cov --cov-append --cov-report= \
		-m 'not slow and postgres'"
	$(BIN)/coverage report --include="core/*" --fail-under=$(CORE_COVERED_MIN)
	$(BIN)/coverage report --include="db/*" --fail-under=$(DB_COVERED_MIN)
	$(BIN)/coverage report --include="bot/*" --fail-under=$(BOT_COVERED_MIN)

format: $(READY) ## Lay the code out and repair what can be repaired without thinking
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

lock: $(READY) ## Choose the newest versions that pyproject.toml allows
	$(BIN)/uv pip compile --quiet --upgrade --universal --python-version 3.11 --all-extras \
		--generate-hashes --only-binary :all: --no-header \
		--output-file requirements.lock pyproject.toml

# Hashes decide what is installed.
$(INSTALLED): requirements.lock
	@test -n "$(PYTHON)" || { \
		echo "Kruzhok needs Python 3.11 or newer with its venv module, and found none here." \
			"If it has another name, say: make PYTHON=/path/to/python3"; exit 1; } >&2
	@echo "Making .venv with $(PYTHON); this takes a minute or two."
	@$(PYTHON) -m venv --clear .venv
	@$(PIP_INSTALL) --require-hashes -r requirements.lock
	@touch $@

# The project itself comes last and brings nothing along.
$(READY): $(INSTALLED) pyproject.toml
	@$(PIP_INSTALL) --no-deps --no-build-isolation -e .
	@touch $@
