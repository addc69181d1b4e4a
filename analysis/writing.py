"""Files that are whole or not there: what is written takes its name when all of it is written."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


@contextmanager
def write_whole(path: str | Path) -> Iterator[Path]:
    """Yield a path beside ``path`` to write to; at the end it takes the place of ``path``.

    A full disk, a stop or an error leaves what stood there before. What is no plain file, such as a pipe, is written to as it is.
    """
    path = Path(path)
    if path.exists() and not path.is_file():
        yield path
        return
    path = path.resolve()  # a link keeps pointing to the file
    draft = path.with_name(f".{path.stem}-{os.getpid()}{path.suffix}")
    try:
        yield draft
        draft.replace(path)
    except OSError as error:
        if error.errno is not None and error.filename in (None, str(draft)):  # a full disk names no file
            error.filename = str(path)
        raise
    finally:
        draft.unlink(missing_ok=True)
