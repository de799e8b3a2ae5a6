# Everything starts here: `make run` and `make test` set up what they need on a fresh machine.
# PYTHON=… names the interpreter, ARGS=… goes to the app (make run) or to pytest (make test).

PYTHON ?=
ARGS ?=
SETUP = PYTHON="$(PYTHON)" sh packaging/bootstrap.sh
# Tools are started as modules: their scripts would name the place where .venv was made, and folders move.
RUN = .venv/bin/python -m

.DEFAULT_GOAL := help
.PHONY: help run test check lint types format wheel bench clean

help: ## show these targets
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "make %-8s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

run: ## set up what is missing and start the app
	@$(SETUP) run
	@$(RUN) readerapp $(ARGS)

# Only the whole suite runs on several cores and can be asked for its coverage: with ARGS the report has no lower limit.
test: ## set up what is missing and run the tests with coverage
	@$(SETUP) test
	@rm -f .coverage .coverage.*
	@$(RUN) coverage run -m pytest $(or $(ARGS),-n auto --maxprocesses 4 --dist worksteal)
	@$(RUN) coverage combine -q
	@$(RUN) coverage report $(if $(ARGS),--fail-under=0)

check: lint types ## linters, types, packaging: what CI asks beside the tests
	@.venv/bin/python packaging/check.py

lint: ## ruff
	@$(SETUP) test
	@$(RUN) ruff check .
	@$(RUN) ruff format --check .

types: ## mypy
	@$(SETUP) test
	@$(RUN) mypy

format: ## put the code into ruff's format
	@$(SETUP) test
	@$(RUN) ruff check --fix .
	@$(RUN) ruff format .

wheel: ## build the wheel into dist/
	@$(SETUP) test
	@$(RUN) pip wheel --quiet --no-deps --wheel-dir dist .

bench: ## measure the app beside its floors
	@$(SETUP) test
	@$(RUN) tests.bench $(ARGS)

clean: ## remove what was made
	rm -rf .venv dist build .coverage .coverage.* .mypy_cache .ruff_cache .pytest_cache .hypothesis *.egg-info
	find . -name __pycache__ -type d -prune -exec rm -rf {} +
