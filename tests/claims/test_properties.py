"""What must hold of any claim: made from the data it is supported, moved it is not."""

import counted
import pandas as pd
from builders import release
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from armstransfers import Claim, check, read_claim, shipped_releases
from armstransfers.analysis.volumes import Volumes
from armstransfers.claims.judge import judge
from armstransfers.claims.nearest import nearest_windows
from armstransfers.claims.phrases import read
from armstransfers.core.errors import BadRequest
from armstransfers.reference import entities
from armstransfers.reference.published import published_figures

SUPPLIERS = ("Russia", "Israel", "Poland", "Turkiye", "unknown supplier(s)")
KNOWN = SUPPLIERS[:-1]
BORNE_OUT = ("supported", "within rounding", "as published, revised since")
quick = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow], max_examples=40)

volumes_of = st.dictionaries(
    st.tuples(st.just("Georgia"), st.sampled_from(SUPPLIERS), st.integers(2001, 2010)),
    st.integers(1, 100_000).map(lambda hundredths: hundredths / 100),
    min_size=2,
    max_size=30,
)
windows = st.tuples(st.integers(2000, 2012), st.integers(0, 9)).map(lambda w: (w[0], w[0] + w[1]))


def by_hand(cells, years, supplier):
    """Numerator and denominator, added up by plain Python."""
    inside = {key: value for key, value in cells.items() if years[0] <= key[2] <= years[1]}
    return (
        sum(value for (_, who, _), value in inside.items() if who == supplier),
        sum(inside.values()),
    )


@quick
@given(cells=volumes_of, years=windows, supplier=st.sampled_from(KNOWN), decimals=st.integers(0, 2))
def test_a_share_printed_from_the_data_is_supported(cells, years, supplier, decimals):
    own, whole = by_hand(cells, years, supplier)
    assume(whole > 0)
    share = f"{100 * own / whole:.{decimals}f}"
    claim = Claim(supplier, "Georgia", years, share=share)
    assert check(claim, [release(cells)])["share"].verdict == "supported"


@quick
@given(
    cells=volumes_of,
    years=windows,
    supplier=st.sampled_from(KNOWN),
    decimals=st.integers(0, 2),
    steps=st.integers(1, 30),
    up=st.booleans(),
)
def test_moved_by_more_than_its_band_it_never_is(cells, years, supplier, decimals, steps, up):
    own, whole = by_hand(cells, years, supplier)
    assume(whole > 0)
    moved = 100 * own / whole + (1 if up else -1) * (steps + 0.001) * 10**-decimals
    assume(0 <= moved <= 100)
    claim = Claim(supplier, "Georgia", years, share=f"{moved:.{decimals}f}")
    assert check(claim, [release(cells)])["share"].verdict == "not supported"


@quick
@given(cells=volumes_of, years=windows, supplier=st.sampled_from(KNOWN), decimals=st.integers(0, 1))
def test_rounded_tables_never_refute_what_exact_ones_support(cells, years, supplier, decimals):
    own, whole = by_hand(cells, years, supplier)
    assume(whole > 0)
    whole_numbers = {key: float(round(value)) for key, value in cells.items()}
    assume(by_hand(whole_numbers, years, supplier)[1] > 0)
    claim = Claim(supplier, "Georgia", years, share=f"{100 * own / whole:.{decimals}f}")
    found = check(claim, [release(whole_numbers, exactness="rounded")])["share"]
    assert found.verdict in ("supported", "within rounding")


@quick
@given(cells=volumes_of, years=windows, supplier=st.sampled_from(KNOWN), rank=st.integers(1, 5))
def test_a_rank_is_supported_where_so_many_are_above_and_nowhere_else(cells, years, supplier, rank):
    own, _ = by_hand(cells, years, supplier)
    assume(own > 0)
    above = sum(by_hand(cells, years, other)[0] > own + 1e-6 for other in KNOWN)
    found = check(Claim(supplier, "Georgia", years, rank=rank), [release(cells)])["rank"]
    assert (found.verdict == "supported") == (rank == above + 1)


@quick
@given(
    cells=volumes_of,
    years=windows,
    supplier=st.sampled_from(KNOWN),
    stated=st.sampled_from([("share", "about 20 %"), ("share", "50 %"), ("rank", 1), ("rank", 2)]),
)
def test_a_window_that_is_offered_really_supports_the_part(cells, years, supplier, stated):
    kind, value = stated
    volumes = Volumes(release(cells))
    (part,) = Claim(supplier, "Georgia", years, **{kind: value}).parts
    offered = nearest_windows(part, volumes)
    assert [near.years for near in offered if near.years == years] == []
    distances = [near.distance for near in offered]
    assert distances == sorted(distances)
    for near in offered:
        own, whole = by_hand(cells, near.years, supplier)
        assert whole >= 20
        if kind == "share":
            assert read("share", value).fits(100 * own / whole)
        else:
            above = sum(by_hand(cells, near.years, other)[0] > own + 1e-6 for other in KNOWN)
            assert own > 0
            assert above + 1 == value


@quick
@given(
    cells=volumes_of,
    last_then=st.integers(2003, 2006),
    gap=st.integers(0, 2),
    length=st.integers(1, 4),
)
def test_a_change_printed_from_the_data_is_supported(cells, last_then, gap, length):
    then = last_then - length + 1, last_then
    now = last_then + gap + 1, last_then + gap + length
    before, after = by_hand(cells, then, "")[1], by_hand(cells, now, "")[1]
    assume(before > 0)
    change = f"{100 * (after / before - 1):+.1f} %"
    claim = Claim(recipient="Georgia", years=now, base=then, change=change)
    assert check(claim, [release(cells)])["change"].verdict == "supported"


@settings(deadline=None, max_examples=40)
@given(
    recipient=st.sampled_from(["Azerbaijan", "Armenia", "Georgia", "Belarus"]),
    first=st.integers(2000, 2021),
    length=st.integers(1, 10),
    place=st.integers(0, 3),
    template=st.sampled_from(
        [
            "{s} supplied {p} % of {r}'s arms imports in {a}-{b}.",
            "{p} per cent of {r}'s imports of major arms in {a}–{b} came from {s}.",
            "Between {a} and {b}, {s} accounted for {p}% of {r}'s arms imports.",
            "{r} got {p} percent of its weapons from {s} from {a} to {b}.",
            "{s} was {r}'s {n} arms supplier in {a}-{b}.",
        ]
    ),
)
def test_a_sentence_made_from_the_data_is_read_and_supported(
    recipient, first, length, place, template
):
    years = first, min(first + length - 1, 2025)
    each = counted.sums(2026, recipient, years).drop(list(counted.UNKNOWN), errors="ignore")
    each = each[each > 0].sort_values(ascending=False)
    assume(len(each) > place)
    supplier = each.index[place]
    share = counted.share(2026, recipient, supplier, years)
    rank = counted.rank(2026, recipient, supplier, years)
    ordinals = {1: "largest", 2: "second-largest", 3: "third-largest", 4: "fourth-largest"}
    assume(rank in ordinals and years[0] < years[1])
    sentence = template.format(
        s=supplier, r=recipient, p=f"{share:.1f}", a=years[0], b=years[1], n=ordinals[rank]
    )
    verdicts = check(sentence, shipped_releases()[:1])
    assert [one.verdict for one in verdicts.each] == ["supported"], sentence


@settings(deadline=None, max_examples=300)
@given(st.text(max_size=120))
def test_any_text_is_read_or_refused_in_a_sentence(text):
    try:
        reading = read_claim(text, latest=2024)
    except BadRequest:
        return
    for piece in [*reading.not_understood, *(one.words for one in reading.understood)]:
        assert reading.text[piece.start : piece.end] == piece.text


WORDS = st.sampled_from(
    [
        "Russia",
        "Israel",
        "Belarus",
        "Azerbaijan",
        "Armenia's",
        "Turkish",
        "the",
        "of",
        "its",
        "arms",
        "imports",
        "exports",
        "supplied",
        "from",
        "to",
        "60%",
        "second-largest",
        "supplier",
        "after",
        "2011-2020",
        "and",
        ",",
        ".",
        "(",
        ")",
        "was",
        "by",
        "twice",
        "as",
        "much",
        "than",
        "rose",
        "fell",
        "share",
        "not",
        "between",
        "2016–20",
        "global",
        "top",
        "three",
        "customers",
        "about",
        "two-thirds",
        "million",
        "TIV",
        "$5m",
        "together",
        "respectively",
    ]
)


@settings(deadline=None, max_examples=400)
@given(st.lists(WORDS, min_size=1, max_size=25).map(" ".join))
def test_words_of_claims_in_any_order_never_break_the_reader(text):
    try:
        reading = read_claim(text, latest=2024)
    except BadRequest:
        return
    for part in reading.parts:
        judge(part, Volumes(shipped_releases()[0]))
        for piece in part.words:
            assert reading.text[piece.start : piece.end] == piece.text


def test_every_figure_of_sipris_own_on_a_covered_country_is_borne_out():
    figures = published_figures()
    newest = shipped_releases()[0]
    rows = figures[figures["kind"] == "recipient_supplier_share"]
    covered = [
        row
        for row in rows.itertuples()
        if row.reporter in entities.entities()  # no claim on a region can be told
        and {row.start_year, row.end_year} <= {*newest.coverage.years_of("recipient", row.reporter)}
    ]
    assert len(covered) > 120
    for row in covered:
        decimals = 0 if pd.isna(row.printed_decimals) else int(row.printed_decimals)
        years = row.start_year, row.end_year
        claim = Claim(row.partner, row.reporter, years, share=f"{row.value_pct:.{decimals}f}")
        assert check(claim)["share"].verdict in BORNE_OUT, row
