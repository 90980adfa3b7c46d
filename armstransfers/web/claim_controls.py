"""The fields of a claim: a sentence, or its pieces one by one; each is a parameter of the link."""

from __future__ import annotations

from dataclasses import dataclass, fields

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from armstransfers.web.params import LONGEST_PARTS, LONGEST_PIECE, LONGEST_SENTENCE

MENDED = "parts"
"""The parts as they were mended one by one."""

_PIECES = {
    "c_supplier": ("Supplier", "Belarus"),
    "c_recipient": ("Recipient", "Azerbaijan"),
    "c_years": ("Years", "2011-2020"),
    "c_share": ("Share", "7.1, about 7 %, two-thirds"),
    "c_rank": ("Rank", "2, second-largest, among the top three"),
    "c_after": ("After", "Israel"),
    "c_ahead_of": ("Ahead of", "Türkiye"),
    "c_times": ("Times as much", "8.2, twice"),
    "c_than": ("as", "Armenia"),
    "c_change": ("Change of volume", "+249 %, doubled"),
    "c_base": ("against", "2005-2009"),
}
"""Label and example of each piece, by its name in links."""
OF = ("imports", "exports", "world")
_AUTOMATIC = "as stated"


@dataclass(frozen=True)
class Asked:
    """What a viewer has written; empty texts are not asked.

    Attributes
    ----------
    sentence : str
        An English sentence.
    supplier, recipient, years, share, rank, after, ahead_of, times, than, change, base : str
        The pieces of a claim.
    of : str
        Of whose total: imports, exports, world; empty to read it from the claim.
    parts : str
        The parts as they were mended one by one, a line each.
    """

    sentence: str
    supplier: str
    recipient: str
    years: str
    share: str
    rank: str
    after: str
    ahead_of: str
    times: str
    than: str
    change: str
    base: str
    of: str
    parts: str = ""

    @property
    def given(self) -> dict[str, str]:
        """The pieces that are filled in, by name."""
        pieces = {one.name: getattr(self, one.name) for one in fields(self)}
        return {n: text for n, text in pieces.items() if text and n not in ("sentence", "parts")}


NAMES = frozenset({"sentence", "c_of", MENDED, *_PIECES})
"""The parameters of a claim."""


def draw(place: DeltaGenerator) -> Asked:
    """Draw the fields, and return what is written in them."""
    with place:
        sentence = st.text_area(
            "A sentence",
            key="sentence",
            height=90,
            max_chars=LONGEST_SENTENCE,
            placeholder="Belarus was the second-largest arms supplier to Azerbaijan after Israel, "
            "accounting for about 7.1 % of its arms imports between 2011 and 2020.",
            bind="query-params",
            on_change=forget_mended,
        )
        buttons = st.container(horizontal=True, gap="small")
        buttons.button("Check", type="primary", icon=":material/fact_check:")
        buttons.button("Clear", on_click=_clear)
        buttons.button("An example", on_click=_example, icon=":material/lightbulb:")
        with st.expander("Piece by piece, or to mend what was understood"):
            st.markdown(
                "Without a sentence, these fields are the claim. With one, supplier, recipient, "
                "years, the total and the earlier window replace what was understood, in every part."
            )
            columns = st.columns(3, gap="small")
            written = {
                name: columns[i % 3].text_input(
                    label,
                    key=name,
                    max_chars=LONGEST_PIECE,
                    placeholder=example,
                    bind="query-params",
                    on_change=forget_mended,
                )
                for i, (name, (label, example)) in enumerate(_PIECES.items())
            }
            of = columns[len(_PIECES) % 3].selectbox(
                "Of whose total",
                (_AUTOMATIC, *OF),
                key="c_of",
                bind="query-params",
                on_change=forget_mended,
            )
            parts = st.text_area(
                "Part by part, a line each",
                key=MENDED,
                height=90,
                max_chars=LONGEST_PARTS,
                placeholder="share | Belarus | Azerbaijan | 2011-2020 | imports | about 7.1 %",
                help="The table below the sentence writes these lines. They replace what was "
                "understood: part, supplier, recipient, years, of whose total, what is stated, compared "
                "with, earlier years.",
                bind="query-params",
            )
    pieces = {name.removeprefix("c_"): text.strip() for name, text in written.items()}
    return Asked(
        sentence=sentence.strip(), **pieces, of="" if of == _AUTOMATIC else of, parts=parts.strip()
    )


def keep(place: DeltaGenerator) -> None:
    """Draw the fields out of sight where something is written, so that it stays in the link."""
    nothing = (None, "", _AUTOMATIC)
    if any(st.session_state.get(name) not in nothing for name in NAMES):
        draw(place)


def _clear() -> None:
    for name in ("sentence", MENDED, *_PIECES):
        st.session_state[name] = ""
    st.session_state["c_of"] = _AUTOMATIC


def _example() -> None:
    _clear()
    st.session_state["sentence"] = (
        "Belarus was the second-largest arms supplier to Azerbaijan after Israel, accounting for "
        "about 7.1% of its arms imports between 2011 and 2020."
    )


def forget_mended() -> None:
    """Drop what was mended."""
    st.session_state[MENDED] = ""
