"""The ranking as HTML."""

from html.parser import HTMLParser

from builders import release

from armstransfers import change, shares
from armstransfers.web.plain import plain
from armstransfers.web.ranking import ranking_html

NAMES = ["<script>alert(1)</script>", '"><img src=x onerror=alert(1)>', "a & b", "+1", "Israel"]


class Reader(HTMLParser):
    """The tags of a page, and the text of the cells with names."""

    def __init__(self):
        super().__init__()
        self.tags, self.names, self.inside = set(), [], False

    def handle_starttag(self, tag, attrs):
        self.tags.add(tag)
        self.inside = ("class", "name") in attrs or (self.inside and tag == "span")
        if ("class", "name") in attrs:
            self.names.append("")

    def handle_endtag(self, tag):
        self.inside = self.inside and tag != "td"

    def handle_data(self, text):
        if self.inside:
            self.names[-1] += text


def read(html):
    reader = Reader()
    reader.feed(html)
    return reader


def ranking(cells, **options):
    data = release(cells)
    table = shares(data, recipient="Georgia", years=(2006, 2010))
    before = change(data, recipient="Georgia", then=(2001, 2005), now=(2006, 2010))
    usual = {"noun": "supplier", "caption": "Suppliers", "banded": False, "coloured": NAMES[:2]}
    return ranking_html(table, before, dark=False, **{**usual, **options})


def test_names_that_look_like_html_are_shown_letter_by_letter():
    page = read(ranking({("Georgia", name, 2010): 9 - i for i, name in enumerate(NAMES)}))
    assert page.names == NAMES
    assert page.tags == {"table", "caption", "thead", "tbody", "tr", "th", "td", "span"}


def test_the_caption_and_the_noun_are_text_too():
    page = read(ranking({("Georgia", "Israel", 2010): 5}, noun="<b>x", caption="<i>y"))
    assert not {"b", "i"} & page.tags


def test_ten_partners_are_shown_and_unknown_always():
    cells = {("Georgia", f"Group {i}", 2010): 50 - i for i in range(12)}
    html = ranking(cells | {("Georgia", "unknown supplier(s)", 2010): 1})
    assert "2 more in the full table" in html
    names = read(html).names
    assert len(names) == 11
    assert names[-1].casefold().startswith("unknown")


def test_markdown_finds_no_mark_in_a_name():
    for name in ("*x*", "[a](http://x.example)", ":red[x]", "$x$", "`x`", "# x", "~~x~~", "<b>"):
        shown = plain(name)
        marks = [i for i, sign in enumerate(shown) if sign in "*[]$`#~<>"]
        assert marks
        assert all(shown[i - 1] == "\\" for i in marks)
    assert plain("Who supplies Guinea-Bissau?") == "Who supplies Guinea-Bissau?"
