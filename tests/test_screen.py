"""Nothing in a file or a file's name gives orders to a terminal."""

import pytest
from builders import c2_file, c2_row

ORDERS = "\x1b[2J", "\x9b31m", "\x07", "\u202e", "\x08"


@pytest.mark.parametrize("order", ORDERS)
@pytest.mark.parametrize("format", ["table", "csv", "json"])
def test_names_in_a_file_give_no_orders_to_a_terminal(run, tmp_path, order, format):
    path = tmp_path / f"reg{order}ister\nRight.csv"
    path.write_text(
        c2_file(c2_row(1, f"Ruri{order}tania", designation=f"BX{order}7")), encoding="utf-8"
    )
    for words in (
        ("import", path, "--format", format),
        ("deliveries", "--recipient", "Georgia", "--years", "2004", "--format", format),
        ("shares", "--recipient", "Georgia", "--years", "2004", "--format", format),
        ("releases", "--format", format),
        ("import", tmp_path / f"not{order}there.csv"),
    ):
        printed = "".join(run(*words)[1:])
        assert printed
        assert order not in printed
