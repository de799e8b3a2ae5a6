# Everything starts here: `make run` and `make test` set up what they need on a fresh machine.
# PYTHON=… names the interpreter, ARGS=… goes to the app (make run) or to pytest (make test).

PYTHON ?=
ARGS ?=
VENV := .venv/bin
SETUP = PYTHON="$(PYTHON)" sh packaging/bootstrap.sh

.DEFAULT_GOAL := help
.PHONY: help run test check lint types format wheel bench clean

help: ## show these targets
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "make %-8s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

run: ## set up what is missing and start the app
	@$(SETUP) run
	@$(VENV)/python -m readerapp $(ARGS)

test: ## set up what is missing and run the tests with coverage
	@$(SETUP) test
	@rm -f .coverage .coverage.*
	@$(VENV)/python -m coverage run -m pytest $(ARGS)
	@$(VENV)/python -m coverage combine -q
	@$(VENV)/python -m coverage report

check: lint types ## linters, types, packaging: what CI asks beside the tests
	@$(VENV)/python packaging/check.py

lint: ## ruff
	@$(SETUP) test
	@$(VENV)/ruff check .
	@$(VENV)/ruff format --check .

types: ## mypy
	@$(SETUP) test
	@$(VENV)/mypy

format: ## put the code into ruff's format
	@$(SETUP) test
	@$(VENV)/ruff check --fix .
	@$(VENV)/ruff format .

wheel: ## build the wheel into dist/
	@$(SETUP) test
	@$(VENV)/python -m pip wheel --quiet --no-deps --wheel-dir dist .

bench: ## measure the app beside its floors
	@$(SETUP) test
	@$(VENV)/python -m tests.bench $(ARGS)

clean: ## remove what was made
	rm -rf .venv dist build .coverage .coverage.* .mypy_cache .ruff_cache .hypothesis
	find . -name __pycache__ -type d -prune -exec rm -rf {} +
