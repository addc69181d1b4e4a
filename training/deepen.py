"""Give a trained model the layers of the base that were cut off: ``python -m training.deepen MODEL --base DIR --out DIR``.

The layers that MODEL has and its head stay as they are trained; those above come from the base as they are. They do not fit at first: 150
batches of training brought the deeper model to where the shallower one stood. Layers that at first change nothing (the outputs of their
matrices zero, as in LLaMA Pro, Wu et al. 2024) fit at once, but had fallen behind in the loss by then.
"""

from __future__ import annotations

import argparse
from pathlib import Path

from transformers import AutoConfig, AutoTokenizer, MPNetForSequenceClassification


def deepen(model: Path, base: Path, out: Path) -> int:
    """Write the model with all layers of the base to ``out``, with its tokenizer; return how many layers that are.

    Raises:
        ValueError: the base has no layer more than the model.
    """
    trained = MPNetForSequenceClassification.from_pretrained(model)
    whole = MPNetForSequenceClassification.from_pretrained(base, num_labels=trained.config.num_labels)
    layers, more = trained.config.num_hidden_layers, whole.config.num_hidden_layers
    if more <= layers:
        raise ValueError(f"{base} has {more} layers and {model} has {layers}; give a base with more")
    deeper = MPNetForSequenceClassification(AutoConfig.from_pretrained(model, num_hidden_layers=more))
    deeper.load_state_dict(whole.state_dict() | trained.state_dict())
    deeper.save_pretrained(out)
    AutoTokenizer.from_pretrained(model).save_pretrained(out)
    return more


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("model", type=Path, help="folder of the checkpoint")
    parser.add_argument("--base", type=Path, required=True, help="all-mpnet-base-v2 as transformers reads it")
    parser.add_argument("--out", type=Path, required=True)
    args = parser.parse_args()
    print(f"{args.out}: {deepen(args.model, args.base, args.out)} layers")


if __name__ == "__main__":
    main()
