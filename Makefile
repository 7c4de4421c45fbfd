# Each target does its own set-up: on a fresh machine with Python 3.11 or newer, `make build` is enough.
# ARGS adds options: make build ARGS="--lang fr", make test ARGS="tests/test_x.py -k name".

BIN := .venv/bin

# Some machines forbid Python to keep bytecode; then every start would compile the project again.
unexport PYTHONDONTWRITEBYTECODE

.PHONY: build preview test bench check static lock format clean distclean help

build: ## build every publication into dist/ (ARGS: options of briefgen build)
	@sh scripts/setup.sh build
	$(BIN)/briefgen build $(ARGS)

preview: ## see pages and PDFs while you write (ARGS: options of briefgen preview)
	@sh scripts/setup.sh build
	$(BIN)/briefgen preview $(ARGS)

test: ## run the tests on all cores (ARGS: options of pytest)
	@sh scripts/setup.sh test
	$(BIN)/python -m pytest -n auto --dist worksteal $(ARGS)

check: static test ## format, lint, types and tests

static: ## format, lint and types only
	@sh scripts/setup.sh test
	$(BIN)/ruff format --check src tests
	$(BIN)/ruff check src tests
	$(BIN)/mypy

bench: ## measure briefgen against its floor and its peers (ARGS: --help says which)
	@sh scripts/setup.sh test
	@case "$(ARGS)" in *--quick* | *--no-peers*) ;; *) \
	  $(BIN)/python -I -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/peers.txt \
	  || echo "bench: could not install the peers that are Python packages" >&2 ;; esac
	$(BIN)/python -m tests.bench $(ARGS)

format: ## rewrite the code as `make check` wants it
	@sh scripts/setup.sh test
	$(BIN)/ruff format src tests
	$(BIN)/ruff check --fix src tests

lock: ## renew requirements/ from pyproject.toml (needs the network)
	sh scripts/lock.sh

clean: ## remove what was built, and caches
	rm -rf dist build .briefgen .pytest_cache .mypy_cache .ruff_cache .hypothesis
	find src tests -name __pycache__ -type d -prune -exec rm -rf {} +

distclean: clean ## and the environment
	rm -rf .venv .setup.lock

help: ## this list
	@sed -n 's/^\([a-z]*\):.*## \(.*\)/  make \1\t\2/p' Makefile | expand -t 20
