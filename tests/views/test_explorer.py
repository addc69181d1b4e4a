"""What the explorer leaves. Constructed: all people, outlets and words are invented (see conftest)."""

import subprocess
import sys
from datetime import date

import pandas as pd
import pytest

from analysis.tables import Positions
from analysis.views import explore, filter_positions
from analysis.views import explorer as explorer_module
from analysis.views.explorer import list_choices, render_selection

FIRST, TURN, UNION, TOLLS = "heron-1:1", "heron-2:1", "tide-1:1", "tide-1:2"


@pytest.mark.parametrize(
    ("filters", "statements", "positions"),
    [
        ({}, [FIRST, TURN, UNION, TOLLS], [FIRST, TURN, UNION]),
        ({"actors": ["quill"]}, [FIRST, TURN], [FIRST, TURN]),
        ({"actors": "quill"}, [FIRST, TURN], [FIRST, TURN]),
        ({"actors": "ada quill"}, [FIRST, TURN], [FIRST, TURN]),
        ({"since": pd.Timestamp("2031-03-05")}, [TURN], [TURN]),
        ({"targets": ["T1"]}, [FIRST, TURN, UNION], [FIRST, TURN, UNION]),
        ({"targets": ["T2"]}, [], []),
        ({"outlets": ["The Tide"]}, [UNION, TOLLS], [UNION]),
        ({"stances": ["favor", "unclear"]}, [FIRST, UNION], [FIRST, UNION]),
        ({"actors": ["quill"], "stances": ["against"]}, [TURN], [TURN]),
        ({"actors": ["quill"], "outlets": ["The Tide"]}, [], []),
        ({"since": "2031-03-04"}, [FIRST, TURN], [FIRST, TURN]),
        ({"since": date(2031, 3, 5)}, [TURN], [TURN]),
        ({"until": "2031-05-19"}, [FIRST], [FIRST]),
        ({"since": "2031-05-21", "until": "2031-03-01"}, [], []),
        ({"actors": []}, [], []),
    ],
)
def test_filters_leave(results, filters, statements, positions):
    left_positions, left_statements = filter_positions(results, **filters)
    assert left_statements.statement_id.tolist() == statements
    assert left_positions.statement_id.tolist() == positions
    Positions.validate(left_positions)


def test_filters_change_no_table(results):
    before = results.statements.copy()
    filter_positions(results, actors=["quill"], since="2031-04-01")
    assert results.statements.equals(before)


@pytest.mark.parametrize(
    ("filters", "message"),
    [
        ({"actors": ["qill"]}, "no actor 'qill'; near to it: .*quill"),
        ({"targets": ["T3"]}, "no target 'T3'; near to it: T"),
        ({"outlets": ["Tide"]}, "no outlet 'Tide'; near to it: The Tide"),
        ({"stances": ["for"]}, "no stance 'for'; near to it: favor"),
        ({"since": "4 March"}, "since is '4 March'; write a day as YYYY-MM-DD"),
    ],
)
def test_a_slip_in_a_filter_is_named(results, filters, message):
    with pytest.raises(ValueError, match=message):
        filter_positions(results, **filters)


def test_menus_offer_only_a_choice(results):
    menus = list_choices(results)
    assert menus["actors"] == [("Ada Quill (2)", "quill"), ("Ferry Union (1)", "ferry-union")]
    assert menus["outlets"] == [("Marl Heron (2)", "Marl Heron"), ("The Tide (2)", "The Tide")]
    assert "targets" not in menus  # only one of the two is addressed
    assert dict(menus["stances"]) == {"for (1)": "favor", "against (1)": "against", "unclear (1)": "unclear"}


def test_selection_is_counted_drawn_and_listed(results):
    page = render_selection(results, actors=["quill"])
    assert "<b>2 of 4 statements</b>" in page
    assert page.count("<img src=") == 1 and 'alt="1 actor on “Close The bridge”' in page
    assert '<th scope="row">Ada Quill</th><td><b>✕ mixed</b></td><td>+0.13</td>' in page  # the numbers of the chart
    assert "“Close the bridge.”" in page and "We need the bridge" not in page


def test_score_is_that_of_the_statements_left(results):
    assert "Ada Quill: leaning for (score +0.87" in render_selection(results, until="2031-04-01")
    assert "score −0.61" in render_selection(results, since="2031-04-01")


def test_undated_statements_left_out_are_counted(results):
    assert "without a date" not in render_selection(results)
    assert "the dates leave out 2 statements of articles without a date" in render_selection(results, since="2031-01-01")
    assert "the dates leave out 1 statement of" in render_selection(results, since="2031-01-01", actors=["ferry-union"])


def test_nothing_left_is_a_sentence(results):
    page = render_selection(results, actors=["quill"], outlets=["The Tide"])
    assert "0 of 4 statements" in page and "No statement meets all of these conditions." in page and "<table" not in page


def test_statements_without_a_position_leave_nothing_to_draw(results):
    alone = results._replace(positions=results.positions[:0])
    page = render_selection(alone, outlets=["The Tide"])
    assert "nothing to draw" in page and "<img" not in page and "no position" in page


def test_long_lists_are_cut_and_say_so(results, monkeypatch):
    monkeypatch.setattr(explorer_module, "MAX_LISTED", 1)
    page = render_selection(results)
    assert "The first 1 are listed" in page and "“Close the bridge.”" in page and "Its tolls" not in page


def test_a_change_in_a_menu_changes_what_is_shown(results):
    box = explore(results)
    menus, shown = box.children
    by_name = {menu.description: menu for menu in menus.children}
    assert list(by_name) == ["Actors", "Outlets", "Stances", "Since", "Until"]
    assert "4 of 4 statements" in shown.value
    by_name["Actors"].value = ("quill",)
    assert "2 of 4 statements" in shown.value and "We need the bridge" not in shown.value
    by_name["Since"].value = date(2031, 5, 1)
    assert "1 of 4 statements" in shown.value
    assert box.filters == {"actors": ("quill",), "since": date(2031, 5, 1)}
    assert len(filter_positions(results, **box.filters)[1]) == 1
    by_name["Outlets"].value = ("The Tide",)
    assert "No statement meets all of these conditions." in shown.value
    for menu in by_name.values():
        menu.value = None if menu.description in ("Since", "Until") else ()
    assert "4 of 4 statements" in shown.value and not box.filters


def test_importing_the_views_needs_no_widgets():
    code = "import sys, analysis.views; sys.exit('ipywidgets' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_a_choice_of_labels_leaves_the_scores_as_they_are(results):
    page = render_selection(results, stances="favor")
    assert "Ada Quill: mixed (score +0.13" in page and "leaning for" not in page and "whatever its label" in page
