"""A name is the same name in another case, spacing or punctuation."""

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from mapper.councils.answers import Alias
from mapper.councils.council import Council
from mapper.councils.names import normalise_name
from mapper.councils.register_file import load_register
from mapper.councils.styles import names_of

DAY = date(2019, 3, 31)
REGISTER = load_register()


def spaced(name: str) -> st.SearchStrategy[str]:
    """The name with other spaces, hyphens for spaces, or other dashes between its words."""
    gaps = st.sampled_from([" ", "  ", "\u00a0", "\n", "\t ", "\u2009"])
    words = name.split(" ")
    return st.lists(gaps, min_size=len(words), max_size=len(words)).map(
        lambda chosen: "".join(gap + word for gap, word in zip(chosen, words, strict=True))
    )


def decorated(name: str) -> st.SearchStrategy[str]:
    """The name in another case, spacing and punctuation that carries no meaning."""
    changes = [
        str.upper,
        str.lower,
        str.title,
        lambda text: text.replace("-", " "),
        lambda text: text.replace("-", "\u2010"),
        lambda text: text.replace("-", "\u2013"),
        lambda text: text.replace("'", "’"),
        lambda text: text.replace("'", ""),
        lambda text: text.replace(" and ", " & "),
        lambda text: text.replace("&", "and"),
        lambda text: text.replace("St ", "St. "),
        lambda text: "The " + text,
        lambda text: text + ".",
        lambda text: text.replace("o", "o\u00ad"),
    ]
    return st.tuples(st.sampled_from(changes), st.sampled_from(changes)).flatmap(
        lambda pair: spaced(pair[1](pair[0](name)))
    )


@given(
    st.sampled_from(
        [
            (council, name, day)
            for day in REGISTER.changes
            for council in REGISTER.on(day)
            for name in names_of(council)
        ]
    ).flatmap(lambda found: st.tuples(st.just(found[0]), decorated(found[1]), st.just(found[2])))
)
def test_matching_ignores_case_spacing_and_decoration(found: tuple[Council, str, date]) -> None:
    council, name, day = found
    assert REGISTER.match(name, day).council == council


@given(
    st.sampled_from(REGISTER.aliases).flatmap(lambda alias: st.tuples(st.just(alias), decorated(alias.name)))
)
def test_aliases_too_ignore_case_spacing_and_decoration(pair: tuple[Alias, str]) -> None:
    alias, name = pair
    day = max(DAY, REGISTER.by_code(alias.gss_code).first_day)
    assert REGISTER.match(name, day).council == REGISTER.match(alias.name, day).council


@given(st.text())
def test_normalising_twice_changes_nothing_more(name: str) -> None:
    once = normalise_name(name)
    assert once == normalise_name(once) == once.strip()
