"""A sentence as a row of tokens: names, years, amounts, ranks, and the words between them."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from armstransfers.claims.amounts import Amount, any_of, find_amounts
from armstransfers.claims.names import Name, find_names
from armstransfers.claims.phrases import DOWN, LESS, MORE, UP
from armstransfers.claims.ranks import RECIPIENTS, SUPPLIERS, Rank, find_ranks
from armstransfers.claims.text import lower, plain
from armstransfers.claims.windows import Years, find_years

Item = Name | Years | Amount | Rank

SOURCES = (
    "stockholm international peace research institute", "stockholm peace research institute",
    "sipri arms transfers database", "arms transfers database", "sipri fact sheet", "sipri yearbook",
    "sipri", "stockholm-based", "international peace research institute", "peace research institute",
)  # fmt: skip
"""Who is quoted. Their names name no country and are not part of a claim."""


def _plural(*nouns: str) -> tuple[str, ...]:
    return (*nouns, *(f"{noun}s" for noun in nouns))


LEXICON: dict[str, tuple[str, ...]] = {
    "SUPPLY": (
        "supply", "supplied", "supplies", "supplying", "provide", "provided", "provides", "providing",
        "deliver", "delivered", "delivers", "delivering", "sell", "sold", "sells", "selling",
        "exported", "exporting", "ship", "shipped", "ships", "shipping", "transferred", "transferring",
        "furnished", "furnishing", "donated", "gave", "gives", "given", "send", "sent", "sending",
        "armed", "arming", "equipped", "fed", "transfer to", "contributed",
    ),
    "RECEIVE": (
        "imported", "importing", "buy", "bought", "buys", "buying", "purchased", "purchasing",
        "receive", "received", "receives", "receiving", "get", "got", "gets", "getting", "gotten",
        "acquire", "acquired", "acquires", "acquiring", "obtain", "obtained", "obtains", "obtaining",
        "procure", "procured", "procures", "procuring", "sourced", "sourcing", "took delivery of",
        "took", "takes", "taken", "taking", "absorbed", "secured",
    ),
    "DEPEND": (
        "depend", "depends", "depended", "depending", "rely", "relies", "relied", "relying",
        "dependent", "reliant", "dependence", "reliance", "dependency",
    ),
    "ACCOUNT": (
        "account", "accounted", "accounts", "accounting", "makes up", "made up", "make up",
        "making up", "constituted", "constitutes", "constituting", "represented", "represents",
        "representing", "comprised", "comprising", "comprises", "was responsible", "were responsible",
        "responsible", "covered", "covers", "covering", "met", "satisfied", "captured", "commanded", "amounted", "amounting",
        "amounts", "stood at", "stands at", "equalled", "equaled", "totalled", "totaled",
    ),
    "BE": (
        "was", "were", "is", "are", "be", "been", "being", "became", "become", "becomes", "becoming",
        "remained", "remains", "remain", "remaining", "ranked", "ranks", "ranking", "ranging",
        "emerged", "ended up", "turned into", "constitute", "placed", "making it", "making them",
        "make it", "makes it", "made it", "stayed",
    ),
    "CAME": (
        "came", "come", "comes", "coming", "originated", "originating", "stemmed", "derived",
        "arrived", "originate", "stems", "flowed from",
    ),
    "WENT": (
        "went", "go", "goes", "going", "gone", "headed", "destined", "bound", "flowed", "flows",
        "directed", "ended up in",
    ),
    "HAVE": ("has", "had", "have", "having", "saw", "sees", "seeing", "seen", "recorded", "registered", "posted", "experienced", "reported"),
    "IMPORTS": (
        "imports", "import", "purchases", "acquisitions", "procurement", "procurements", "importation",
        "buys in",
    ),
    "EXPORTS": ("exports", "export", "exportation", "sales abroad", "foreign sales", "exported arms"),
    "FLOWS": (
        "deliveries", "delivery", "transfers", "transfer", "sales", "sale", "shipments", "shipment",
        "supplies of", "arms supplies", "weapons supplies", "trade", "flows", "flow",
        "weapons supply", "arms supply", "imports and exports", "business",
    ),
    "ARMS": (
        "arms", "weapons", "weapon", "weaponry", "armaments", "armament", "arsenal", "hardware",
        "equipment", "materiel", "munitions", "weapons systems", "weapon systems", "arms systems",
        "military goods", "kit", "defence equipment", "defense equipment", "stockpile", "inventory",
    ),
    "SUPPLIER": _plural(*SUPPLIERS),
    "RECIPIENT": _plural(*RECIPIENTS),
    "SHARE": (
        "share", "shares", "proportion", "percentage", "part", "portion", "slice", "contribution",
        "market share", "quota",
    ),
    "VOLUME": (
        "volume", "volumes", "amount", "quantity", "total", "totals", "level", "levels", "value",
    ),
    "UP": UP,
    "DOWN": DOWN,
    "MORE": MORE,
    "LESS": LESS,
    "AHEAD": (
        "ahead of", "in front of", "surpassing", "surpassed", "surpasses", "overtaking", "overtook",
        "overtaken", "outpacing", "outpaced", "outstripping", "outstripped", "eclipsing", "eclipsed",
        "outranking", "outranked", "leaving behind", "leapfrogging", "outsold",
    ),
    "AFTER": (
        "after", "behind", "trailing", "trailed", "trails", "lagging", "lagged", "surpassed by",
        "overtaken by", "outranked by", "outpaced by", "eclipsed by", "preceded by", "next to",
        "following",
    ),
    "FOLLOWED": ("followed by", "followed distantly by", "followed closely by", "followed at a distance by", "trailed by", "ahead only of", "then"),
    "THAN": (
        "than", "compared with", "compared to", "in comparison with", "in comparison to",
        "relative to", "versus", "vs.", "vs", "against", "as opposed to", "as compared to",
        "as compared with", "by comparison with", "from the level of",
    ),
    "THOSE": ("that of", "those of", "that from", "those from", "the volume of", "the amount of", "the size of", "the level of", "as much as", "as many as", "as large as", "as big as", "as high as"),
    "ASMUCH": ("as much", "as many", "as large", "as big", "as high", "the amount", "the volume"),
    "TOGETHER": (
        "together", "combined", "jointly", "collectively", "between them", "in total", "taken together", "altogether",
    ),
    "RESPECTIVELY": ("respectively",),
    "NOT": (
        "not", "never", "no longer", "wasn't", "weren't", "isn't", "aren't", "didn't", "doesn't",
        "hasn't", "cannot", "neither", "nor", "false", "untrue", "incorrect", "far from being", "lost", "losing", "ceased", "stopped being",
    ),
    "TO": ("to", "towards", "toward", "into", "for the benefit of"),
    "FROM": ("from", "out of"),
    "BY": ("by",),
    "OF": ("of",),
    "FOR": ("for",),
    "ON": ("on", "upon"),
    "WITH": ("with",),
    "ITS": ("its", "their", "his", "her", "the country's", "the latter's", "the former's", "the republic's", "the caucasus republic's"),
    "IT": ("it", "they", "them", "the country", "the latter", "which", "who", "that"),
    "POSS": ("'s", "'"),
    "AND": ("and", "&", "as well as", "plus", "along with", "and also"),
    "BREAK": (
        "while", "whereas", "but", "although", "though", "however", "meanwhile", "yet", "whilst",
        "when", "because", "since then",
    ),
    "ORDERED": (
        "ordered", "orders", "order", "contract", "contracts", "contracted", "signed", "agreed to buy",
        "pledged", "announced", "licences", "licenses", "licensed", "approved", "budget", "spending",
        "expenditure", "gdp", "order book", "backlog", "planned",
    ),
    "EACH": ("each",),
    "RECORD": ("for the first time", "the first time", "the highest since", "the lowest since", "record high", "record low", "the most since", "first five-year period", "first period", "first year"),
    "REASON": ("other", "others", "rest", "remaining", "remainder", "another"),
}  # fmt: skip
"""Words by what they do in a claim."""

CATEGORIES = (
    "drones", "drone", "uavs", "unmanned aerial vehicles", "tanks", "tank", "aircraft", "fighter jets",
    "fighters", "jets", "helicopters", "missiles", "missile", "warships", "ships", "naval vessels",
    "submarines", "artillery", "small arms", "light weapons", "ammunition", "air defence systems",
    "air-defence systems", "air defense systems", "air-defence", "air defence", "air defense",
    "armoured vehicles", "armored vehicles", "engines", "sensors", "radars", "satellites", "rifles",
    "howitzers", "rocket launchers", "mines", "guns", "bombs", "loitering munitions", "combat aircraft",
    "cyber", "spyware",
)  # fmt: skip
"""Kinds of weapons. A release is asked for all major arms, never for one kind."""

FILLERS = frozenset(
    [
        "a",
        "an",
        "the",
        "this",
        "these",
        "those",
        "such",
        "in",
        "at",
        "over",
        "during",
        "as",
        "so",
        "also",
        "still",
        "again",
        "only",
        "just",
        "even",
        "some",
        "about",
        "major",
        "conventional",
        "military",
        "military-technical",
        "technical",
        "defence",
        "defense",
        "foreign",
        "overall",
        "total",
        "all",
        "annual",
        "its",
        "their",
        "his",
        "her",
        "single",
        "largest",
        "own",
        "state",
        "states",
        "country",
        "countries",
        "nation",
        "nations",
        "republic",
        "government",
        "army",
        "armed",
        "forces",
        "south",
        "caucasus",
        "ex-soviet",
        "post-soviet",
        "former",
        "respectively",
        "however",
        "thus",
        "therefore",
        "meanwhile",
        "according",
        "figures",
        "data",
        "statistics",
        "database",
        "report",
        "reports",
        "reported",
        "says",
        "said",
        "estimates",
        "estimated",
        "shows",
        "show",
        "showed",
        "shown",
        "according",
        "per",
        "year",
        "years",
        "period",
        "periods",
        "window",
        "windows",
        "time",
        "times",
        "five-year",
        "ten-year",
        "decade",
        "decades",
        "roughly",
        "mainly",
        "has",
        "had",
        "have",
        "been",
        "be",
        "was",
        "were",
        "is",
        "are",
        "did",
        "does",
        "do",
        "would",
        "could",
        "should",
        "will",
        "may",
        "might",
        "than",
        "then",
        "there",
        "that",
        "which",
        "who",
        "whose",
        "where",
        "when",
        "while",
        "it",
        "they",
        "them",
        "he",
        "she",
        "we",
        "you",
        "i",
        "one",
        "ones",
        "other",
        "others",
        "another",
        "more",
        "most",
        "less",
        "least",
        "very",
        "much",
        "many",
        "few",
        "several",
        "well",
        "far",
        "close",
        "almost",
        "nearly",
        "between",
        "among",
        "amongst",
        "within",
        "through",
        "throughout",
        "until",
        "till",
        "up",
        "down",
        "out",
        "off",
        "into",
        "onto",
        "upon",
        "or",
        "nor",
        "not",
        "no",
        "yes",
        "if",
        "but",
        "and",
        "both",
        "either",
        "neither",
        "each",
        "every",
        "new",
        "main",
        "big",
        "biggest",
        "key",
        "important",
        "second-hand",
        "used",
        "worth",
        "value",
        "values",
        "volume",
        "volumes",
        "supplying",
        "supplied",
        "making",
        "made",
        "makes",
        "make",
        "getting",
        "following",
        "followed",
        "including",
        "included",
        "include",
        "namely",
        "i.e",
        "e.g",
        "ie",
        "eg",
        "etc",
        "cent",
        "percent",
        "percentage",
        "point",
        "points",
        "world",
        "global",
        "international",
        "market",
        "markets",
        "trade",
        "traded",
        "industry",
        "sector",
        "security",
        "needs",
        "place",
        "rank",
        "ranked",
        "position",
        "table",
        "list",
        "share",
        "shares",
        "now",
        "today",
        "currently",
        "recently",
        "latest",
        "newest",
        "recent",
        "past",
        "last",
        "previous",
        "earlier",
        "first",
        "quoted",
        "cited",
        "wrote",
        "writes",
        "stated",
        "states",
        "claim",
        "claims",
        "claimed",
        "noted",
        "notes",
        "told",
        "tell",
        "tells",
        "added",
        "adds",
        "researcher",
        "researchers",
        "analyst",
        "analysts",
        "expert",
        "experts",
        "institute",
        "think",
        "tank",
        "newspaper",
        "together",
        "combined",
        "jointly",
        "accounted",
        "actually",
        "really",
        "indeed",
        "nevertheless",
        "despite",
        "although",
        "though",
        "by",
        "to",
        "of",
        "from",
        "for",
        "on",
        "with",
        "without",
        "against",
        "compared",
        "comparison",
        "relative",
        "versus",
        "arms",
        "weapons",
        "weapon",
        "weaponry",
        "known",
        "large",
        "small",
        "high",
        "low",
        "higher",
        "lower",
        "larger",
        "smaller",
        "greater",
        "bigger",
        "held",
        "holds",
        "hold",
        "holding",
        "enjoyed",
        "enjoys",
        "enjoy",
        "covered",
        "needs",
        "bought",
        "put",
        "puts",
        "according",
        "come",
        "came",
        "coming",
        "went",
        "go",
        "going",
        "goes",
        "gone",
        "took",
        "take",
        "takes",
        "taken",
        "taking",
        "one",
        "two",
        "three",
        "four",
        "five",
        "six",
        "seven",
        "eight",
        "nine",
        "ten",
        "dozen",
        "first",
        "second",
        "third",
        "south",
        "north",
        "east",
        "west",
        "caucasian",
        "international-peace",
        "since",
        "ago",
        "s",
        "t",
    ]
)
"""Words that carry nothing of a claim by themselves, or whose meaning is taken from their place."""


@dataclass(frozen=True)
class Token:
    """A piece of a sentence.

    Attributes
    ----------
    kind : str
        E for a name, W for years, A for an amount, R for a rank, a key of `LEXICON`, CATEGORY, a
        punctuation mark, or ``word`` for any other.
    start, end : int
        Where it stands.
    text : str
        The piece in plain lower case.
    item : Name, Years, Amount or Rank, optional
        What was found there.
    """

    kind: str
    start: int
    end: int
    text: str
    item: Item | None = None


_CLASS_OF = {phrase: kind for kind, phrases in LEXICON.items() for phrase in phrases}
_CLASS_OF |= dict.fromkeys(CATEGORIES, "CATEGORY")
_PHRASES = re.compile(rf"(?<![\w-])(?:{any_of(p for p in _CLASS_OF if p[0].isalpha())})(?![\w-])")
_REST = re.compile(r"'s\b|'(?=\s)|\.\.+|[^\W_][\w-]*|[^\w\s]")
_PUNCTUATION = (
    {mark: mark for mark in ",;:.()!?-\"'"}
    | {"[": "(", "]": ")", "\u2026": ","}
    | {"..": ",", "...": ","}
)


def tokens(text: str) -> list[Token]:
    """Return the tokens of a text, in its order.

    Examples
    --------
    >>> " ".join(one.kind for one in tokens("Armenia got 94% of its weapons from Russia in 2016-20."))
    'E RECEIVE A OF ITS ARMS FROM E W .'
    """
    clear = _without_sources(plain(text))
    low = lower(clear)
    found: list[Token] = []
    free = bytearray(b"\1" * len(low))

    def place(kind: str, start: int, end: int, item: Item | None = None) -> None:
        if all(free[start:end]):
            found.append(Token(kind, start, end, low[start:end], item))
            free[start:end] = bytes(end - start)

    kinds: Iterable[tuple[str, Iterable[Item]]] = (
        ("E", [name for name in find_names(clear) if name.form != "world"]),
        ("A", [one for one in find_amounts(low) if one.unit == "million"]),
        ("W", find_years(low)),
        ("R", find_ranks(low)),
        ("A", find_amounts(low)),
        ("WORLD", [name for name in find_names(clear) if name.form == "world"]),
    )
    for kind, items in kinds:
        for item in items:
            place(kind, item.start, item.end, item)
    for match in _PHRASES.finditer(low):
        place(_CLASS_OF[" ".join(match[0].split())], *match.span())
    rest = "".join(char if unread else " " for char, unread in zip(low, free, strict=True))
    for match in _REST.finditer(rest):
        kind = "POSS" if match[0] in ("'s", "'") else _PUNCTUATION.get(match[0], "word")
        place(kind, *match.span())
    return sorted(found, key=lambda one: one.start)


def _without_sources(text: str) -> str:
    """Return a text in which the names of those who are quoted are blanked out."""
    pattern = re.compile(rf"(?<![\w])(?:{any_of(SOURCES)})(?:'s)?(?![\w])", re.IGNORECASE)
    return pattern.sub(lambda found: " " * len(found[0]), text)
