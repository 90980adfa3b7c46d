"""Words that no part of a claim depends on."""

from __future__ import annotations

from armstransfers.claims.english.lexicon import phrases

FILLERS = frozenset(
    phrases("""
        a, an, the, this, these, those, such, in, at, over, during, as, so, also, still,
        again, only, just, even, some, about, major, conventional, military,
        military-technical, technical, defence, defense, foreign, overall, total, all, annual,
        single, largest, own, state, states, country, countries, nation, nations, republic,
        government, army, armed, forces, security, south, north, east, west, caucasus,
        caucasian, ex-soviet, post-soviet, former, however, thus, therefore, then, there,
        here, now, nevertheless, indeed, despite, if, yes, or, no, not, nor, both, either,
        neither, each, every, other, others, another, one, ones, many, much, most, more, less,
        least, few, several, very, well, far, close, almost, nearly, roughly, mainly, than,
        that, which, who, whose, whom, where, when, while, it, its, they, them, their, he,
        she, his, her, we, our, you, i, by, to, of, from, for, on, with, without, against,
        between, among, amongst, within, through, throughout, until, till, up, down, off,
        into, onto, upon, out, since, ago, per, has, had, have, be, been, was, were, is, are,
        did, does, do, would, could, should, will, may, might, must, can, year, years, period,
        periods, window, windows, time, times, five-year, ten-year, decade, decades, figures,
        data, statistics, database, report, reports, reported, says, said, saying, say,
        estimates, estimated, shows, show, showed, shown, according, quoted, cited, wrote,
        writes, stated, claim, claims, claimed, noted, notes, told, tell, tells, adds, added,
        think, tank, newspaper, researcher, researchers, analyst, analysts, expert, experts,
        institute, true, cent, percent, percentage, point, points, share, shares, rank,
        ranked, position, place, list, table, world, global, international, market, markets,
        trade, traded, industry, sector, needs, demand, recent, recently, latest, newest,
        last, past, previous, earlier, current, currently, today, first, second, third, made,
        makes, make, making, getting, including, included, include, namely, i.e, e.g, ie, eg,
        etc, worth, value, values, volume, volumes, overwhelming, whopping, staggering, large,
        small, high, low, big, bigger, key, important, held, holds, hold, holding, enjoyed,
        enjoys, enjoy, took, take, takes, taken, put, puts, known, used, new, main, together,
        combined, actually, really, s, t, two, three, four, five, six, seven, eight, nine,
        ten, dozen""")
)
"""Words that carry nothing of a claim by themselves, or whose meaning is taken from their place."""
