# Commands of Inglenook. Each target with a `##` comment is listed by `make` alone.
SHELL := /bin/bash
.SHELLFLAGS := -euo pipefail -c
.DEFAULT_GOAL := help
MAKEFLAGS += --no-print-directory

# Compiled modules are kept whatever the environment says: a start without them takes twice as long.
export PYTHONDONTWRITEBYTECODE :=

BIN := .venv/bin
COMPILE := $(BIN)/uv pip compile --quiet --generate-hashes --no-emit-index-url --no-emit-find-links \
	--no-annotate --no-header --python-version 3.11

.PHONY: help
help: ## List the commands
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "make %-10s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

.PHONY: demo
demo: app ## Set everything up and open a working Inglenook with made-up people
	@$(BIN)/inglenook demo

.PHONY: run
run: app ## Serve your own Inglenook on PORT (8000 unless set)
	@$(BIN)/inglenook serve

.PHONY: test
test: dev ## Run the checks and every test that takes less than ten seconds
	@tools/test -m "not slow"

.PHONY: test-all
test-all: dev ## Run the checks and every test
	@tools/test

.PHONY: lint
lint: dev ## Check format, style, layers, types and migrations
	@tools/lint

.PHONY: fix
fix: dev ## Mend what can be mended by itself in format and style
	@$(BIN)/ruff check --fix .
	@$(BIN)/ruff format .

.PHONY: bench
bench: dev ## Measure Inglenook beside its alternatives; writes bench/results/latest.json
	@$(BIN)/python -m bench

.PHONY: shots
shots: dev ## Take a screenshot of every page as each persona into shots/
	@$(BIN)/python -m tests.shots

.PHONY: lock
lock: dev ## Choose the newest allowed versions of all requirements and lock them with hashes
	@$(COMPILE) --upgrade requirements/install.in --output-file requirements/install.txt
	@$(COMPILE) --upgrade requirements/app.in --output-file requirements/app.txt
	@$(COMPILE) --upgrade requirements/dev.in --output-file requirements/dev.txt
	@PATH="$(CURDIR)/$(BIN):$$PATH" npm update --package-lock-only --ignore-scripts

.PHONY: clean
clean: ## Remove what was installed and built; the data in .inglenook stays
	@rm -rf .venv node_modules shots inglenook/kit/static/kit/built
	@find . -name __pycache__ -type d -prune -exec rm -rf {} +

.PHONY: app
app:
	@tools/python-packages app
	@tools/front-end
	@tools/languages

.PHONY: dev
dev:
	@tools/python-packages dev
	@tools/front-end
	@tools/languages
	@tools/browser
