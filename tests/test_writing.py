"""Files that are whole or as they were."""

import errno
import os

import pytest

from analysis.writing import write_whole


def test_an_error_leaves_what_stood_there(tmp_path):
    path = tmp_path / "table.csv"
    path.write_text("old", encoding="utf-8")
    with pytest.raises(OSError, match="disk"), write_whole(path) as draft:
        draft.write_text("ne", encoding="utf-8")
        raise OSError("the disk is full")
    assert path.read_text(encoding="utf-8") == "old" and list(tmp_path.iterdir()) == [path]


def test_a_full_disk_names_the_file(tmp_path):
    path = tmp_path / "table.csv"
    with pytest.raises(OSError, match="table.csv") as caught, write_whole(path):
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
    assert caught.value.filename == str(path)


def test_what_is_whole_takes_the_place(tmp_path):
    path = tmp_path / "table.csv"
    for words in ("one", "two"):
        with write_whole(path) as draft:
            draft.write_text(words, encoding="utf-8")
            assert draft.suffix == ".csv" and (not path.exists() or path.read_text(encoding="utf-8") == "one")
        assert path.read_text(encoding="utf-8") == words
    assert list(tmp_path.iterdir()) == [path]


def test_who_reads_meanwhile_has_the_old_file_whole(tmp_path):
    path = tmp_path / "table.csv"
    path.write_text("old", encoding="utf-8")
    before = path.stat().st_ino
    with write_whole(path) as draft:
        draft.write_text("new", encoding="utf-8")
    assert path.stat().st_ino != before  # another file took the name; nothing was written into the old one


def test_a_link_keeps_pointing_to_the_file(tmp_path):
    path, link = tmp_path / "far.csv", tmp_path / "near.csv"
    path.write_text("old", encoding="utf-8")
    link.symlink_to(path)
    with write_whole(link) as draft:
        draft.write_text("new", encoding="utf-8")
    assert link.is_symlink() and path.read_text(encoding="utf-8") == "new"


def test_what_is_no_file_is_written_to_as_it_is():
    with write_whole(os.devnull) as draft:
        assert str(draft) == os.devnull
