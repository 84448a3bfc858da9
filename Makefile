# Two commands do everything on a fresh machine: `make run` and `make test`.
# PYTHON picks the interpreter that makes the environment; DOCS a folder of directives; PORT the port of the server.

PYTHON ?= python3
PORT ?= 8000
DOCS ?= $(wildcard ../shared/documents)
BIN := .venv/bin

.DEFAULT_GOAL := help
.PHONY: help install install-test run test lint types imports torture bench messages lock clean

help:  ## this list
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/^([a-z-]+):[^#]*## /\1\t/' | expand -t 16

install: .venv/.installed  ## make the environment for running

install-test: .venv/.installed-test  ## the same, with the tools for testing

.venv/.installed: requirements/run.txt pyproject.toml
	@$(PYTHON) scripts/install.py run

.venv/.installed-test: requirements/test.txt pyproject.toml
	@$(PYTHON) scripts/install.py test

run: install  ## fill the demo province, read the directives, audit, and serve on 127.0.0.1:$(PORT)
	@$(BIN)/liem run --port $(PORT) $(if $(DOCS),--docs "$(DOCS)")

test: install-test lint types imports  ## everything that this machine can run
	@$(BIN)/python scripts/test.py

lint: install-test  ## ruff
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .

types: install-test  ## mypy, strict on the pure packages
	@$(BIN)/mypy

imports: install-test  ## imports point down
	@$(BIN)/lint-imports

torture: install-test  ## a thousand damaged files, a thousand processes killed in an action, every procedure, every page
	@LIEM_TORTURE=1000 $(BIN)/pytest -q tests/record/importing/test_torture.py tests/actions/test_killed.py
	@LIEM_TORTURE=1 $(BIN)/pytest -q -m torture tests
	@LIEM_EVERY_VIEW=1 $(BIN)/pytest -q tests/demo/test_procedures_run.py tests/browser

bench: install-test  ## the figures of the documentation, as tables
	@for table in benchmarks/[a-z]*.py; do echo "== $$table"; $(BIN)/python $$table || exit 1; done

messages: install-test  ## collect the words of the pages into the catalogues
	@$(BIN)/python -m liem.web.messages update

lock:  ## write the lock files anew (needs uv)
	@requirements/lock.sh

clean:  ## remove the environment and what tests and runs left behind (the database in var/ stays)
	rm -rf .venv .mypy_cache .pytest_cache .ruff_cache .hypothesis .import_linter_cache var/static var/screenshots
