"""Whatever stands behind a command, it ends in an answer or in one line that says what to do."""

import random

import pytest

ODD = (
    "", " ", "-", "--", "0", "-1", "²", "٢٠١١", "2011", "2011-2020", "2020-2011", "2011-", "-2020", "1e9",
    "9" * 400, "inf", "nan", "Russia", "russia ", "Rus\x00sia", "Rus\nsia", "\x1b[2J", "İ", "a" * 5000,
    "Russia,Israel", "😀", "%s", "{0}", "'; --", "../../etc/passwd", "/", "~", ".", "con", "*", "[", "\\",
    "7.1", "7,1 %", "about 7 %", "second", "top three", "true", "None", "C:\\x", "http://localhost/", "\udcff",
)  # fmt: skip
OPTIONS = {
    "shares": ("--recipient", "--supplier", "--years", "--edition", "--release", "--codes"),
    "series": ("--recipient", "--supplier", "--window", "--years", "--codes"),
    "windows": ("--recipient", "--supplier", "--length", "--rank", "--of"),
    "dependence": ("--supplier", "--years", "--at-least", "--threshold"),
    "world": ("--years", "--of", "--then", "--edition"),
    "check": ("--text", "--supplier", "--recipient", "--years", "--share", "--rank", "--of"),
    "revisions": ("--recipient", "--supplier", "--years"),
    "export": ("--recipient", "--supplier", "--years", "--to"),
    "entity": ("--scheme",),
    "releases": (),
    "published": ("--recompute",),
    "import": ("--check", "--join"),
    "fields": (),
}
FORMATS = ("table", "csv", "json")


def odd_command(chance):
    """A command with odd values behind its options, and now and then an odd word between them."""
    name = chance.choice(list(OPTIONS))
    words = [name]
    for option in OPTIONS[name]:
        if chance.random() < 0.6:
            words += [option, chance.choice(ODD)]
    if name in ("entity", "import") or chance.random() < 0.1:
        words.append(chance.choice(ODD))
    if chance.random() < 0.4:
        words += ["--format", chance.choice(FORMATS)]
    return words


def test_odd_arguments_end_in_an_answer_or_in_one_line(run, cases, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    chance = random.Random("commands")
    for _ in range(cases):
        words = odd_command(chance)
        code, _, errors = run(*words)
        assert code in (0, 1, 2), words
        assert "Traceback" not in errors, words
        if code:
            said = [line for line in errors.splitlines() if line.strip()]
            assert said, words
            assert all(part.isprintable() for part in said), (words, errors)


@pytest.mark.parametrize("name", [name for name in OPTIONS if OPTIONS[name]])
def test_a_command_with_nothing_behind_it_says_what_it_needs_or_answers(run, name):
    code, printed, errors = run(name)
    assert code in (0, 1, 2)
    assert printed or errors
