from types import SimpleNamespace

import pandas as pd
import pytest

from armstransfers import shipped_releases
from armstransfers.analysis.revisions import revisions
from armstransfers.wording.editions import (
    figure_in_words,
    outcomes_in_words,
    printed_in_words,
    what_moved,
    what_was_revised,
)


@pytest.mark.parametrize(
    ("statement", "reporter", "partner", "words"),
    [
        (
            "recipient_supplier_share", "Azerbaijan", "Belarus",
            "Belarus in Azerbaijan's imports, 2017-2021",
        ),
        (
            "supplier_recipient_share", "United States", "Saudi Arabia",
            "Saudi Arabia in the United States' exports, 2017-2021",
        ),
        ("global_import_share", "India", "", "India in the world's imports, 2017-2021"),
        ("global_export_share", "United States", "", "The United States in the world's exports, 2017-2021"),
        (
            "pct_change", "Algeria", "imports vs 2012-16",
            "Algeria, change of imports from 2012-16, 2017-2021",
        ),
    ],
)  # fmt: skip
def test_a_figure_says_what_it_is_of(statement, reporter, partner, words):
    row = SimpleNamespace(
        statement=statement, reporter=reporter, partner=partner, first_year=2017, last_year=2021
    )
    assert figure_in_words(row) == words


@pytest.mark.parametrize(
    ("printed", "decimals", "words"), [(7.0, 1, "7.0"), (7.0, 0, "7"), (7.0, pd.NA, "7")]
)
def test_a_value_is_written_as_it_was_printed(printed, decimals, words):
    assert printed_in_words(SimpleNamespace(printed=printed, printed_decimals=decimals)) == words


def test_outcomes_are_counted_in_a_sentence():
    found = {
        "same": 28,
        "within rounding": 0,
        "moved by revision": 8,
        "unexplained": 2,
        "not covered": 1,
    }
    assert outcomes_in_words(found, 1) == (
        "39 figures: 28 same, 8 moved by revision, 2 unexplained, 1 not covered. Of those "
        "unexplained, 1 is there although a release of its own edition is at hand."
    )
    assert outcomes_in_words(found | {"unexplained": 0}, 0) == (
        "37 figures: 28 same, 8 moved by revision, 1 not covered."
    )


def test_revisions_are_told_in_two_sentences():
    _, middle, oldest = shipped_releases()
    found = revisions(oldest, middle, recipient="Azerbaijan")
    assert what_was_revised(found, 2022, 2025).startswith(
        "From edition 2022 to 2025, in 2000-2021: of "
    )
    assert what_was_revised(found, 2022, 2025).endswith("0 added, 0 removed.")
    assert what_moved(found) == (
        "In 2017-2021, 4 shares moved by more than rounding, and no rank flipped."
    )
    none = revisions(oldest, middle, recipient="Armenia")
    assert what_moved(none) == "No share of the latest five years moved by more than rounding."
