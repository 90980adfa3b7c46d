"""By how much sums of the extract of edition 2026 may be off, as its compilers say."""

import pytest

from armstransfers import shipped_releases
from armstransfers.analysis.possible import possible_errors
from armstransfers.analysis.question import Question

NEWEST, MIDDLE, _ = shipped_releases()


@pytest.mark.parametrize(
    ("recipient", "of_2022", "of_2025", "of_all"),
    [
        ("India", 0.6, 0, 0),
        ("Botswana", 0.7, 0.7, 0.7),
        ("Mali", 0.3, 0.3, 0),
        ("unknown recipient(s)", 0.3, 0.3, 0.25),
        ("Togo", 0.16, 0.16, 0),
        ("Azerbaijan", 0, 0, 0),
    ],
)
def test_single_years_of_five_recipients_may_be_off_and_two_sums(
    recipient, of_2022, of_2025, of_all
):
    asked = Question("recipient", recipient)
    windows = [(2022, 2022), (2025, 2025), (2021, 2025)]
    assert possible_errors(NEWEST, asked, windows) == [of_2022, of_2025, of_all]


def test_exports_may_be_off_by_what_the_imports_of_their_recipients_may_be():
    switzerland = Question("supplier", "Switzerland")  # to Botswana in 2021 to 2023, not in 2024
    assert possible_errors(NEWEST, switzerland, [(2021, 2021), (2024, 2024)]) == [0.7, 0]


def test_another_edition_has_no_such_doubts():
    assert possible_errors(MIDDLE, Question("recipient", "India"), [(2022, 2022)]) == [0]
