"""Right actors on the coded gold never fall below benchmarks/floors.toml; needs the shared data, skipped where it is absent."""

import tomllib

import pytest

from tests.conftest import ROOT, SHARED

FLOORS = tomllib.loads((ROOT / "benchmarks/floors.toml").read_text(encoding="utf-8")).get("actors", {}).get("polnear-dev", {})


@pytest.mark.slow
def test_right_actor_holds_its_floor():
    gold = SHARED / "data/quotes/polnear/dev"
    if not gold.is_dir():
        pytest.skip(f"no gold in {gold}")
    from benchmarks.actors import score_actors

    resolution, whole, _ = score_actors(gold)
    assert sum(case.is_right for case in resolution) / len(resolution) >= FLOORS["right_given_speakers"]
    met = [case for case in whole if case.found is not None]  # an extracted speaker overlaps the coded one
    assert sum(case.is_right for case in met) / len(met) >= FLOORS["right_of_extracted"]
