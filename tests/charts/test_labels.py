"""Names in charts are shown letter by letter."""

import re
from html import unescape

import pytest

from armstransfers.charts.labels import written

NAMES = ["<b>x</b>", '<a href="http://x.example">y</a>', "%{customdata[0]}", "a & b", "$x^2$"]


@pytest.mark.parametrize("name", NAMES)
def test_a_name_is_no_tag_no_template_and_no_formula(name):
    shown = written(name)
    assert not re.search(r"[<>$]|%\{|&(?!amp;|lt;|gt;|#36;|#37;)", shown)
    assert unescape(shown) == name


def test_usual_names_are_written_as_they_are():
    for name in ("Côte d'Ivoire", "Hezbollah (Lebanon)*", "Libya HoR*", "NATO**"):
        assert written(name) == name
