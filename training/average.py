"""Average the weights of several checkpoints: ``python -m training.average A B C --out DIR``.

Rounds that go on from one another stay near enough for their mean to be a model too, and what each happened to learn last weighs less
(Izmailov et al. 2018, Wortsman et al. 2022).
"""

from __future__ import annotations

import argparse
from pathlib import Path

from transformers import AutoTokenizer, MPNetForSequenceClassification


def average(folders: list[Path], out: Path) -> None:
    """Write the mean of the models in ``folders``, each with the same weight, and the tokenizer of the last, to ``out``."""
    models = [MPNetForSequenceClassification.from_pretrained(folder) for folder in folders]
    states = [model.state_dict() for model in models]
    mean = {name: sum(state[name] for state in states) / len(states) if w.is_floating_point() else w for name, w in states[-1].items()}
    models[-1].load_state_dict(mean)
    models[-1].save_pretrained(out)
    AutoTokenizer.from_pretrained(folders[-1]).save_pretrained(out)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("models", type=Path, nargs="+", help="folders of checkpoints")
    parser.add_argument("--out", type=Path, required=True)
    args = parser.parse_args()
    average(args.models, args.out)


if __name__ == "__main__":
    main()
