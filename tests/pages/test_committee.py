"""What a committee takes from a council's page: questions, subjects beside the type, what became of recommendations."""

import re
from dataclasses import replace

import pytest

from tests.editions import ASHFORD, KENT, edition, kent_and_tees
from tests.pages.rendered import Values, earlier, only, page, said, with_values
from tests.readings import DARTFORD, reading, year

QUESTIONS: list[tuple[Values, str | None]] = [
    ({}, "1 of 1 investigated complaint was upheld. What was the fault in it, and what has changed?"),
    ({"decided_upheld": 0}, "The one complaint investigated was not upheld. What did the Ombudsman say"),
    (
        {"decided_upheld": 0, "investigations": 5},
        "None of the 5 investigated complaints was upheld. What did the Ombudsman say about how we had handled them?",
    ),
    (
        {"decided_upheld": 3, "investigations": 5},
        "3 of 5 investigated complaints were upheld. What was the fault in each",
    ),
    ({"decided_upheld": 0, "investigations": 0}, "The Ombudsman investigated no complaint. Do people know"),
    ({"investigations": None, "decided_upheld": None}, None),
    (
        {"not_complied": 1, "complied_on_time": 0},
        "In 1 of 1 complaint, recommendations were not carried out.",
    ),
    (
        {"complied_late": 2, "compliance_recorded": 4},
        "In 2 of 4 complaints, recommendations were carried out late.",
    ),
    ({"decided_referred_back": 3}, "Referred back for local resolution: 3 of 13 decided."),
]


def asked(text: str) -> str:
    return text[text.index("Questions a committee might ask") : text.index("What each term means")]


@pytest.mark.parametrize(("changed", "expected"), QUESTIONS)
def test_a_question_is_tied_to_a_figure(changed: Values, expected: str | None) -> None:
    text = said(only(with_values(DARTFORD, changed)))
    if expected is None:
        assert "investigated" not in asked(text).split("Referred back")[0]
    else:
        assert expected in asked(text)


def test_a_council_without_figures_has_no_questions() -> None:
    assert "Questions a committee might ask" not in said(only(None))


def test_subjects_come_from_the_newest_year_that_names_them() -> None:
    text = said(
        edition(
            year(with_values(DARTFORD, {key: None for key in reading().figures or () if "received" in key})),
            earlier(reading()),
        )
    )
    assert "complaints and enquiries received in the year to 31 March 2018." in text
    assert "Housing 10 71%" in text


def test_subjects_stand_beside_those_of_all_of_the_type() -> None:
    other = with_values(ASHFORD, {"received_housing": 0, "received_environment_services": 13})
    html = page(edition(year(reading()), year(other, ASHFORD), year(reading(KENT), KENT)))
    assert "The line is the share of all 28 at the 2 districts whose figures are here." in html
    housing = re.search(r"<tr><th[^>]*>Housing</th>.*?</tr>", html)
    assert housing is not None
    assert 'd="M35.7 0V12"' in housing[0] and ">36%<" in housing[0], "10 of 28"


def test_a_council_that_is_alone_of_its_type_has_no_line() -> None:
    assert "The line is the share" not in page(only(reading()))


def widths(html: str) -> list[tuple[str, str]]:
    return re.findall(r'<rect class="(done|late|not)" x="[\d.]+" width="([\d.]+)"', html)


def test_recommendations_are_one_bar_in_three_pieces() -> None:
    letter = with_values(
        DARTFORD, {"compliance_recorded": 8, "complied_on_time": 5, "complied_late": 2, "not_complied": 1}
    )
    html = page(only(letter))
    assert widths(html) == [("done", "62.50"), ("late", "25.00"), ("not", "12.50")]
    assert "5 of 8 on time, 2 late, 1 not carried out" in html


def test_the_type_stands_below_from_the_same_kind_of_figures() -> None:
    html = page(kent_and_tees())
    assert "Districts, 2 with these figures" in html
    assert "2 of 2 on time, 0 late, 0 not carried out" in html


@pytest.mark.parametrize("never", [None, 0])
def test_numbers_that_do_not_add_up_make_no_three_pieces(never: int | None) -> None:
    letter = with_values(
        DARTFORD, {"compliance_recorded": 8, "complied_on_time": 5, "complied_late": 2, "not_complied": never}
    )
    assert widths(page(only(letter))) == [("done", "87.50"), ("not", "12.50")]


def test_nothing_due_has_no_bar() -> None:
    keys = ("compliance_recorded", "complied_on_time", "complied_late", "not_complied")
    assert widths(page(only(with_values(DARTFORD, dict.fromkeys(keys, 0))))) == []


@pytest.mark.parametrize(
    ("investigated", "upheld", "expected"),
    [
        (0, 0, "investigated no complaints about Dartford in detail."),
        (1, 1, "investigated 1 complaint about Dartford in detail, and upheld it."),
        (1, 0, "investigated 1 complaint about Dartford in detail, and did not uphold it."),
        (5, 0, "investigated 5 complaints about Dartford in detail, and upheld none of them."),
        (5, 5, "investigated 5 complaints about Dartford in detail, and upheld all of them."),
        (5, 3, "investigated 5 complaints about Dartford in detail, and upheld 3 of them."),
    ],
)
def test_a_letter_of_blocks_has_a_summary_too(investigated: int, upheld: int, expected: str) -> None:
    letter = with_values(DARTFORD, {"investigations": investigated, "decided_upheld": upheld})
    kept = ("investigations", "decided_upheld")
    letter = replace(
        letter, figures={key: figure for key, figure in (letter.figures or {}).items() if key in kept}
    )
    assert f"In the year to 31 March 2019 the Ombudsman {expected}" in said(only(letter))


def test_a_table_of_those_beside_it_has_rates_with_bases_and_never_a_sum_across_types() -> None:
    text = said(kent_and_tees())
    beside = text[text.index("Beside other councils") : text.index("Two councils touch if")]
    assert "Kent County 1 of 1 (100%)" in beside and "Ashford District 1 of 1 (100%)" in beside
    sums = beside[beside.index("How the answer changes with the choice: districts only") :]
    assert "Kent and its other districts 1 of 1 1 of 1 (100%)" in sums, "the county is not in the sum"
