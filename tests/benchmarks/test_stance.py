"""The rows that a stance set is measured on."""

import pandas as pd

from benchmarks.stance import read_deeds


def test_motions_become_deeds_with_the_same_side(tmp_path):
    rows = pd.DataFrame(
        [("Cloning is playing God.", "We should ban human cloning", "favor"), ("It saves lives.", "We should end the trial", "against"),
         ("Leave it alone.", "We should not close the bridge", "favor"), ("They harm.", "Intelligence tests bring more harm", "favor")],
        columns=["text", "target", "label"],
    )  # fmt: skip
    (tmp_path / "stance").mkdir()
    for name in ("ibm-argq-30k", "ibm-kpa-2021"):  # what stands in both sets counts once
        rows.assign(target_kind="proposition").to_csv(tmp_path / "stance" / f"{name}.dev.csv.gz", index=False)
    deeds = read_deeds(tmp_path, None)
    assert list(zip(deeds.target, deeds.label, strict=True)) == [("banning human cloning", "favor"), ("ending the trial", "against")]
    assert set(deeds.target_kind) == {"noun phrase"} and len(read_deeds(tmp_path, 1)) == 1
