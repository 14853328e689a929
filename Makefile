# diembao: every target is one command a newcomer can read. `make help` lists them.
SHELL := /bin/bash
PY := .venv/bin/python
PACK ?= demo
.DEFAULT_GOAL := help
.PHONY: help setup run test check format gates bench drill train docs pins

help: ## this list
	@grep -hE '^[a-z]+:.*##' $(MAKEFILE_LIST) | awk -F ':.*## ' '{printf "  make %-8s %s\n", $$1, $$2}'

setup: ## .venv in the repository root with everything pinned, and `diembao` in it
	@python3 config/install.py

run: setup ## start diembao with the demo press (PACK=dong-nai for real sources) at http://127.0.0.1:8000
	@exec .venv/bin/diembao up $(if $(filter demo,$(PACK)),--demo,--pack $(PACK)) $(ARGS)

test: setup ## the whole suite with the real parts: SQLite, PostgreSQL, tantivy, Elasticsearch, SMTP, Chromium
	@$(PY) -m tests.suite $(ARGS)

check: setup ## ruff, mypy strict, import-linter, djlint, then the tests
	@$(PY) -m tests.lint
	@$(PY) -m tests.suite $(ARGS)

format: setup ## format code
	@$(PY) -m ruff format . && $(PY) -m ruff check --fix-only -q .

gates: setup ## quality figures with their floors, from ../shared
	@$(PY) -m tests.gates

bench: setup ## speed beside the peers, in one run
	@$(PY) -m bench $(ARGS)

drill: setup ## faults: kills at any moment, and a new start
	@$(PY) -m tests.drills

train: setup ## build the shipped models again from ../shared
	@$(PY) -m classifier.train
	@$(PY) -m classifier.train_foreign
	@$(PY) -m config.train_blocks
	@$(PY) -m classifier.train_stories
	@$(PY) -m classifier.train_claims

docs: setup ## the generated reference pages
	@$(PY) -m config.reference

pins: setup ## resolve the pinned requirements again
	@.venv/bin/uv pip compile -q --universal --generate-hashes --no-header --python-version 3.11 pyproject.toml -o requirements/run.txt
	@.venv/bin/uv pip compile -q --universal --generate-hashes --no-header --python-version 3.11 pyproject.toml --group dev -o requirements/dev.txt
	@.venv/bin/uv pip compile -q --universal --generate-hashes --no-header --python-version 3.11 --group bootstrap -o requirements/bootstrap.txt
	@.venv/bin/uv pip compile -q --universal --generate-hashes --no-header --python-version 3.11 --group peers -o requirements/peers.txt
