"""The descriptions in docs/other-sources.md are read as they stand there."""

import re

from conftest import ROOT

from armstransfers.readers.description_toml import from_toml

PAGE = (ROOT / "docs" / "other-sources.md").read_text("utf-8")


def test_the_examples_of_the_page_are_descriptions():
    of_a_known_source, of_another_source, of_names, of_an_export = (
        from_toml(text, "page")
        for text in re.findall(r"```toml\n(.*?)```", PAGE, re.DOTALL)
        if "entry-points" not in text
    )
    assert of_a_known_source.title == "CEPII BACI, arms and ammunition"
    assert of_a_known_source.covers.suppliers == {"South Africa"}
    assert of_names.names["kos"] == "Kosovo"
    assert of_another_source.counted.unit == "million euro"
    assert of_another_source.covers.suppliers == {"Germany"}
    assert of_an_export.columns is None
    assert of_an_export.covers.years == (1990, 2023)
