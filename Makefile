# The few commands of this house. `make` alone prints them.
PY ?= python3
BIN := .venv/bin
.DEFAULT_GOAL := help

help: ## show these lines
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | awk -F':.*## ' '{printf "  make %-8s %s\n", $$1, $$2}'

.venv/ready: requirements-dev.txt pyproject.toml
	$(PY) -m venv .venv
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-dev.txt
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	touch $@

setup: .venv/ready ## make the environment in .venv: hashed requirements, no compiler needed
	@$(BIN)/python -m vangnet.apps.web.compile_messages

demo: setup ## start the product on a synthetic town with a year of history
	$(BIN)/vangnet demo

test: setup ## pass the tests, on SQLite, without a browser
	$(BIN)/python -m pytest -n 2 -m "not browser" $(TESTS)

test-browser: setup ## the journeys in Debian's Chromium
	$(BIN)/python -m pytest -m browser

check: setup ## lint, types, import contracts, migrations
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/vangnet makemigrations --check --dry-run

prove: setup ## walk every reachable state of the core
	$(BIN)/python -m tests.domain.proof

bench: setup ## measure what must be fast and write bench/RESULTS.md
	$(BIN)/python -m bench

lock: ## (maintainers) pin the requirements anew; needs uv
	uv pip compile --universal --python-version 3.11 --generate-hashes --no-header --no-annotate --no-emit-index-url pyproject.toml -o requirements.txt
	uv pip compile --universal --python-version 3.11 --generate-hashes --no-header --no-annotate --no-emit-index-url --extra dev pyproject.toml -o requirements-dev.txt

vendor: setup ## (maintainers) fetch the design system, fonts and axe anew; needs npm
	$(BIN)/python -m vangnet.apps.web.vendor

.PHONY: help setup demo test test-browser check prove bench lock vendor
