"""Words by what they do in a claim. Phrases are parted by commas."""

from __future__ import annotations


def phrases(text: str) -> tuple[str, ...]:
    """Return the phrases of a list, in its order."""
    return tuple(" ".join(phrase.split()) for phrase in text.split(",") if phrase.strip())


SUPPLIERS = phrases("""
    supplier, provider, source, seller, vendor, exporter, dealer, purveyor, donor, supplier state,
    arms merchant, contributor""")

RECIPIENTS = phrases("""
    recipient, customer, client, buyer, importer, purchaser, market, destination, export market,
    consumer, receiver, taker""")

UP = phrases("""
    rose, rise, risen, rises, rising, increase, increased, increases, increasing, grew, grow, grown,
    grows, growing, growth, jump, jumped, jumps, surge, surged, surging, soar, soared, soaring, climb,
    climbed, climbing, gained, expand, expanded, expansion, went up, going up, gone up, upsurge, boosted,
    swelled, skyrocketed, rocketed, leap, leapt, leaped, shot up, upturn, ballooned, raised, stepped up,
    spike, spiked, up by, up, picked up, hike, hiked""")

DOWN = phrases("""
    fell, fall, fallen, falls, falling, decrease, decreased, decreases, decreasing, decline, declined,
    declines, declining, drop, dropped, drops, dropping, down by, down, shrank, shrunk, shrink,
    shrinking, plunge, plunged, plunging, plummeted, plummet, slump, slumped, reduction, reduced, cut,
    went down, gone down, sank, dip, dipped, dived, tumbled, collapsed, slid, contracted, diminished,
    dwindled, slipped, waned, contraction, nosedived""")

MORE = phrases("more, higher, larger, greater, bigger")
LESS = phrases("less, lower, smaller, fewer")

LEXICON: dict[str, tuple[str, ...]] = {
    "SUPPLY": phrases("""
        supply, supplied, supplies, supplying, provide, provided, provides, providing, deliver,
        delivered, delivers, delivering, sell, sold, sells, selling, exported, exporting, ship, shipped,
        ships, shipping, transferred, transferring, furnished, furnishing, donated, gave, gives, given,
        send, sent, sending, armed, arming, equipped, contributed, contributes, contributing"""),
    "RECEIVE": phrases("""
        imported, importing, buy, bought, buys, buying, purchased, purchasing, receive, received,
        receives, receiving, get, got, gets, getting, gotten, acquire, acquired, acquires, acquiring,
        obtain, obtained, obtains, obtaining, procure, procured, procures, procuring, sourced, sourcing,
        took delivery of, took, takes, taken, taking, absorbed, secured"""),
    "DEPEND": phrases("""
        depend, depends, depended, depending, rely, relies, relied, relying, dependent, reliant,
        dependence, reliance, dependency, lean, leans, leaned, leant, leaning"""),
    "ACCOUNT": phrases("""
        account, accounted, accounts, accounting, makes up, made up, make up, making up, constituted,
        constitutes, constituting, represented, represents, representing, comprised, comprising,
        comprises, was responsible, were responsible, responsible, amount, amounted, amounting, amounts,
        stood at, stands at, equalled, equaled, totalled, totaled, covered, covers, covering, met,
        satisfied, captured, commanded, reached, reaching, claimed"""),
    "BE": phrases("""
        was, were, is, are, be, been, being, became, become, becomes, becoming, remained, remains,
        remain, remaining, ranked, ranks, ranking, emerged, ended up, turned into, constitute, placed,
        making it, making them, make it, makes it, made it, stayed, turned out, turns out"""),
    "CAME": phrases("""
        came, come, comes, coming, originated, originating, stemmed, derived, arrived, originate, stems"""),
    "WENT": phrases("""
        went, go, goes, going, gone, headed, destined, bound, flowed, flows, directed"""),
    "TURN": phrases("""
        turn, turned, turns, turning, switch, switched, switches, switching, look, looked, looks,
        looking, pivot, pivoted, pivoting, shifted, shifting, shifts, moved, moving, reoriented"""),
    "EXCEPT": phrases("""
        exclude, excludes, excluded, excluding, disregarding, leaving aside, leaving out, not counting,
        net of, other than, without"""),
    "HAVE": phrases("""
        has, had, have, having, saw, sees, seeing, seen, recorded, registered, posted, experienced"""),
    "IMPORTS": phrases("""
        imports, import, purchases, acquisitions, procurement, procurements, importation"""),
    "EXPORTS": phrases("exports, export, exportation, sales abroad, foreign sales"),
    "FLOWS": phrases("""
        deliveries, delivery, transfers, transfer, sales, sale, shipments, shipment, supplies of,
        arms supplies, weapons supplies, trade, flow, weapons supply, arms supply"""),
    "ARMS": phrases("""
        arms, weapons, weapon, weaponry, armaments, armament, arsenal, hardware, equipment, materiel,
        munitions, ones, weapons systems, weapon systems, arms systems, military goods, kit, stockpile,
        inventory"""),
    "SUPPLIER": (*SUPPLIERS, *(f"{noun}s" for noun in SUPPLIERS)),
    "RECIPIENT": (*RECIPIENTS, *(f"{noun}s" for noun in RECIPIENTS)),
    "SHARE": phrases("""
        share, shares, proportion, percentage, part, portion, slice, contribution, market share, quota"""),
    "VOLUME": phrases("volume, volumes, quantity, total, totals, level, levels, value"),
    "UP": UP,
    "DOWN": DOWN,
    "MORE": MORE,
    "LESS": LESS,
    "AHEAD": phrases("""
        ahead of, in front of, surpassing, surpassed, surpasses, overtaking, overtook, overtaken,
        outpacing, outpaced, outstripping, outstripped, eclipsing, eclipsed, outranking, outranked,
        took over from, takes over from, taking over from, leaving behind, leapfrogging, outsold, replaced, replacing, displaced, displacing, supplanted,
        supplanting, dethroned, dethroning, unseated, edged out, edging out, pushed past, moved past, passed, ousted, exceeded, exceeds, exceed, outweighed"""),
    "AFTER": phrases("""
        after, behind, trailing, trailed, trails, lagging, lagged, surpassed by, overtaken by,
        outranked by, outpaced by, eclipsed by, preceded by, dwarfed by, exceeded by, following"""),
    "FOLLOWED": phrases("""
        followed by, followed distantly by, followed closely by, followed at a distance by, trailed by,
        then came"""),
    "THAN": phrases("""
        than, compared with, compared to, in comparison with, in comparison to, relative to, versus,
        vs., vs, against, as opposed to, as compared to, as compared with, by comparison with"""),
    "THOSE": phrases("""
        that of, those of, that from, those from, the volume of, the amount of, the size of,
        the level of, as much as, as many as, as large as, as big as, as high as"""),
    "ASMUCH": phrases("as much, as many, as large, as big, as high, the amount, the volume"),
    "TOGETHER": phrases("""
        together, combined, put together, jointly, collectively, between them, taken together, altogether"""),
    "RESPECTIVELY": ("respectively",),
    "NOT": phrases("""
        not, never, no longer, wasn't, weren't, isn't, aren't, didn't, doesn't, hasn't, cannot, neither,
        nor, false, untrue, incorrect, far from being, lost, losing, ceased, stopped being"""),
    "TO": phrases("to, towards, toward, into"),
    "FROM": phrases("from, out of"),
    "BY": ("by",),
    "OF": ("of",),
    "FOR": ("for",),
    "ON": phrases("on, upon"),
    "WITH": ("with",),
    "ITS": phrases("""
        its, their, his, her, the country's, the latter's, the former's, the republic's"""),
    "IT": phrases("it, they, them, the latter, which, who, that"),
    "AND": phrases("and, &, as well as, plus, along with, and also"),
    "BREAK": phrases("""
        while, whereas, but, although, though, however, meanwhile, yet, whilst, when, because, since then"""),
    "ORDERED": phrases("""
        ordered, orders, order, contract, contracts, contracted, signed, agreed to buy, pledged,
        announced, licences, licenses, licensed, approved, budget, expenditure, gdp,
        order book, backlog, planned"""),
    "RECORD": phrases("""
        for the first time, the first time, the highest since, the lowest since, record high,
        record low, the most since, first five-year period, first period, first year,
        each five-year period, every five-year period, every year, each year, year after year"""),
    "SPENT": phrases("spent, spend, spends, spending, paid, pays, paying, invested"),
    "ORIGIN": phrases("origin, make, manufacture, provenance, production, design"),
}
"""Every class of words, beside names, years, amounts and ranks."""

CATEGORIES = phrases("""
    drones, drone, uavs, unmanned aerial vehicles, tanks, tank, aircraft, fighter jets, fighters, jets,
    helicopters, missiles, missile, warships, ships, naval vessels, submarines, artillery, small arms,
    light weapons, ammunition, air defence systems, air-defence systems, air defense systems,
    air-defence, air defence, air defense, armoured vehicles, armored vehicles, engines, sensors,
    radars, satellites, rifles, howitzers, rocket launchers, mines, guns, bombs, loitering munitions,
    combat aircraft, spyware""")
"""Kinds of weapons. A release is asked for all major arms, never for one kind."""

NO_ARMS = frozenset(
    phrases("""
        oil, gas, wheat, grain, food, energy, goods, wine, car, cars, fuel, coal, lng,
        electricity, uranium, vaccines, medicine, tea, gold, metals, timber""")
)
"""What is also imported and exported, and is none of our concern."""

SOURCES = phrases("""
    stockholm international peace research institute, stockholm peace research institute,
    sipri arms transfers database, arms transfers database, sipri fact sheet, sipri yearbook, sipri,
    international peace research institute, peace research institute""")
"""Who is quoted. Their names name no country and are not part of a claim."""
