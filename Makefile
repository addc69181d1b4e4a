# make report   set up everything and write reports/          make test   set up and run all tests
# make lab      open JupyterLab on the notebooks              make clean  remove what these made

PYTHON ?= $(shell command -v python3.11 || command -v python3)
PY := .venv/bin/python
STUDY ?= data/study.toml
# reports of another study stand beside it, not over those of this one
OUT ?= $(if $(filter data/study.toml,$(STUDY)),reports,$(dir $(STUDY))reports)

.PHONY: report test lab lint lock clean

report: .venv/ready
	$(PY) -m analysis report --study "$(STUDY)" --out "$(OUT)"

test: .venv/dev lint
	$(PY) -m pytest --nbval --nbval-sanitize-with notebooks/sanitize.cfg --nbval-current-env

lint: .venv/dev
	$(PY) -m ruff check .

lab: .venv/ready  # JupyterLab would fetch its news and look for updates
	$(PY) -m jupyterlab --LabApp.news_url=None --LabApp.check_for_updates_class=jupyterlab.NeverCheckForUpdate notebooks

# One environment, installed from the lock with hashes; made again only when the lock or the project file changes.
.venv/ready: requirements.lock pyproject.toml
	$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Standpoint needs Python 3.11 or newer; make PYTHON=/path/to/python3.11")'
	$(PYTHON) -m venv .venv
	$(PY) -m pip install --quiet --upgrade "pip>=25"
	$(PY) -m pip install --quiet --require-hashes -r requirements.lock
	$(PY) -m pip install --quiet --no-deps --no-build-isolation -e .
	touch $@

# What only the tests need: pytest, ruff, a driver for the browser.
.venv/dev: .venv/ready requirements-dev.lock
	$(PY) -m pip install --quiet --require-hashes -r requirements-dev.lock
	touch $@

lock:  # needs uv; writes the tree of all platforms with hashes
	uv pip compile --universal --generate-hashes --extra install --python-version 3.11 pyproject.toml -o requirements.lock
	uv pip compile --universal --generate-hashes --extra install --extra dev --python-version 3.11 -c requirements.lock pyproject.toml -o requirements-dev.lock

clean:
	rm -rf .venv reports data/.cache data/demo/.cache
