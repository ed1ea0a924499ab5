# Two commands: `make run` shows Udklip at work on the demo press, `make test` proves it.
SHELL := /bin/bash
PYTHON ?= python3.11
INDEX ?= embedded
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready

.PHONY: run test stop lint types layers model debian debian-for-tests requirements clean

run: $(READY) debian
	@$(BIN)/python examples/demo/run.py --index $(INDEX)

test: $(READY) debian-for-tests lint types layers
	@$(BIN)/python -m pytest; code=$$?; $(MAKE) --no-print-directory stop; exit $$code

stop:
	@$(BIN)/python tools/elasticsearch/server.py stop 2>/dev/null || true
	@$(BIN)/python tools/elasticsearch/server.py sweep 2>/dev/null || true

lint: $(READY)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/deptry udklip

types: $(READY)
	$(BIN)/mypy

layers: $(READY)
	$(BIN)/lint-imports

model: $(READY)
	OPENBLAS_NUM_THREADS=1 $(BIN)/python -m tools.model.train

$(READY): requirements/uv.txt requirements/dev.txt pyproject.toml
	@bash tools/setup/python.sh $(PYTHON) $(VENV)
	@touch $@

debian:
	@bash tools/setup/debian.sh

debian-for-tests:
	@bash tools/setup/debian.sh tests

requirements: $(READY)
	@bash tools/setup/requirements.sh $(BIN)/uv

clean:
	rm -rf $(VENV) examples/demo/var
