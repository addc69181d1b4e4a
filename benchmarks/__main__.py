"""``python -m benchmarks NAME …``: accuracy and speed on labelled data. Each name is a module here with ``main(argv)``."""

from __future__ import annotations

import sys
from importlib import import_module

COMMANDS = {
    "quotes": "statements and their speakers on PolNeAR, textacy beside them",
    "actors": "who the speakers are, on the gold that a language model coded",
    "agreement": "how far two coders of that gold, and of the frames, agree",
    "calibrate": "fit temperature, neutral bias and abstention of a model",
    "stance": "stance and inference on the labelled sets",
    "acts": "short reported acts against targets that change a thing",
    "measures": "one statement against several measures of one quarrel",
    "framing": "voices, bias and persuasion techniques",
    "real": "labels on real news, each read in its article",
    "report": "seconds and size of a study's reports from cached scores",
    "speed": "pairs a second against the pipeline of transformers",
    "swap": "share of labels that change with a name",
}


def main(argv: list[str]) -> int:
    """Run one benchmark; its module is loaded only when it is asked for."""
    if not argv or argv[0] not in COMMANDS:
        print("usage: python -m benchmarks NAME [--help | options]\n", file=sys.stderr)
        print("\n".join(f"  {name:<10} {what}" for name, what in COMMANDS.items()), file=sys.stderr)
        return 2
    return import_module(f"benchmarks.{argv[0]}").main(argv[1:]) or 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
