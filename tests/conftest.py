"""What many tests share: the shipped study gone through once, small studies in a temporary folder, a scorer that counts."""

import gc
import json
import os
import time
from pathlib import Path

import numpy as np
import pytest

ROOT = Path(__file__).parent.parent
SHARED = Path(os.environ.get("STANDPOINT_SHARED", ROOT.parent / "shared"))


def time_call(call, runs: int = 3) -> float:
    """Return the best processor time of `runs` calls, in seconds.

    The collector walks through all that earlier tests left in memory, which is no work of the call, so it rests meanwhile.
    """
    times = []
    gc.collect()
    gc.disable()
    try:
        for _ in range(runs):
            before = time.process_time()
            call()
            times.append(time.process_time() - before)
    finally:
        gc.enable()
    return min(times)


@pytest.fixture(scope="session")
def shipped(tmp_path_factory):
    """The shipped study, analysed with the model that ships; scores go to a cache of the tests' own."""
    import dataclasses

    import analysis as an

    class Elsewhere(an.Study):
        cache = tmp_path_factory.mktemp("cache")

    study = an.load_study(ROOT / "data" / "study.toml")
    fields = {f.name: getattr(study, f.name) for f in dataclasses.fields(study)}
    return an.analyse_study(Elsewhere(**fields), progress=False)


@pytest.fixture
def make_study(tmp_path):
    """Return a function that writes a study with the articles given as {file name: text or bytes} and returns its path."""

    def make(articles: dict, extra: str = "", targets: str | None = None) -> Path:
        for name, text in articles.items():
            (tmp_path / name).write_bytes(text if isinstance(text, bytes) else text.encode())
        default = '[[targets]]\nid = "T1"\nproposition = "The bridge should be closed"\nrelevance = ["bridge"]\n'
        path = tmp_path / "study.toml"
        head = f'title = "Bridge"\nquestion = "Should the bridge be closed?"\narticles = {json.dumps(list(articles))}\n'
        path.write_text(head + extra + "\n" + (default if targets is None else targets), encoding="utf-8")
        return path

    return make


class CountingScorer:
    """Answers by rule, so that tests can tell what was asked: entailment where the hypothesis's last word is in the premise."""

    def __init__(self, fingerprint: str = "counting"):
        self.fingerprint, self.asked = fingerprint, []

    def score(self, pairs):
        self.asked += list(pairs)
        hits = [hypothesis.rstrip(".").split()[-1].lower() in premise.lower() for premise, hypothesis in pairs]
        return np.array([[0.9, 0.05, 0.05] if hit else [0.1, 0.8, 0.1] for hit in hits])


@pytest.fixture
def scorer():
    return CountingScorer()
