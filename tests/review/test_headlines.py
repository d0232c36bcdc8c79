"""What a year's letters add up to is set beside the national figures: a note, and only where nearly all are here."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

import pytest

from mapper.councils.council import Council
from mapper.councils.register_file import load_register
from mapper.letters.illustration import Illustration
from mapper.letters.statistics import BY_KEY, Figure
from mapper.review import headlines
from mapper.review.headlines import HEADLINES, SOURCE
from mapper.review.reading import Reading, Status
from tests.readings import DAY, reading

COUNCILS = load_register().on(DAY)
TWENTY = COUNCILS[:20]


def letters_of(councils: Sequence[Council], day: date = DAY, **values: float | None) -> list[Reading]:
    """A letter a council with these figures and no other."""
    stated = {
        key: Figure(key, value, "-" if value is None else f"{value}", 4) for key, value in values.items()
    }
    made = [replace(reading(c.gss_code), council=c, period_end=day, figures=stated) for c in councils]
    return [replace(letter, file=f"letters/{number}.pdf") for number, letter in enumerate(made)]


def noted(
    letters: Sequence[Reading], councils: Sequence[Council] = TWENTY, day: date = DAY
) -> tuple[str, ...]:
    return headlines.notes(letters, {day: councils})


def test_the_figures_are_of_statistics_that_exist_and_of_years_that_letters_have() -> None:
    for headline in HEADLINES:
        keys = (*headline.numerator, *filter(None, (headline.denominator, headline.rate)))
        assert set(keys) <= BY_KEY.keys()
        assert bool(headline.denominator) is bool(headline.rate)
        assert set(headline.published) <= set(range(2014, 2026))


def test_a_count_is_added_up_and_set_beside_the_national_one() -> None:
    assert noted(letters_of(TWENTY, received_total=845)) == (
        "Year to 31 March 2019: the letters of 20 of 20 councils add up to 16,900 complaints and enquiries received. "
        f"The national figure is 16,899 ({SOURCE}); here 1 more (0.0%).",
    )
    (fewer,) = noted(letters_of(TWENTY, received_total=840))
    assert "add up to 16,800 complaints" in fewer and fewer.endswith("; here 99 fewer (0.6%).")


def test_a_sum_that_is_the_national_figure_is_said_to_be_it() -> None:
    letters = letters_of(TWENTY[1:], investigations=211) + letters_of(TWENTY[:1], investigations=225)
    assert noted(letters)[0].endswith(f"The national figure is 4,234 ({SOURCE}), the same.")
    rate = noted(letters_of(TWENTY, decided_upheld=58, investigations=100))[-1]
    assert rate.endswith(
        f"give the uphold rate 58.0% (1,160 of 2,000). The national figure is 58% ({SOURCE}), the same."
    )


def test_a_rate_is_that_of_all_cases_together_not_the_mean_of_rates() -> None:
    large = letters_of(TWENTY[:1], decided_upheld=90, investigations=100)
    small = letters_of(TWENTY[1:], decided_upheld=0, investigations=1)
    says = next(note for note in noted(large + small) if "uphold rate" in note)
    assert says == (
        "Year to 31 March 2019: the letters of 20 of 20 councils taken together give the uphold rate 75.6% (90 of "
        f"119). The national figure is 58% ({SOURCE}); here 17.6 percentage points more."
    )


def test_where_a_letter_prints_only_rate_and_base_the_hits_are_worked_out() -> None:
    day = date(2022, 3, 31)
    letters = letters_of(TWENTY[:18], day, compliance_rate=100, compliance_recorded=10)
    letters += letters_of(TWENTY[18:19], day, compliance_rate=90, compliance_recorded=20)
    letters += letters_of(TWENTY[19:], day, compliance_rate=None, compliance_recorded=0)
    (says,) = noted(letters, day=day)
    assert "of 20 of 20 councils taken together give the compliance rate 99.0% (198 of 200)" in says
    assert says.endswith(f"The national figure is 99.7% ({SOURCE}); here 0.7 percentage points less.")


def test_a_rate_with_nothing_to_be_out_of_is_passed_over() -> None:
    day = date(2022, 3, 31)
    assert noted(letters_of(TWENTY, day, compliance_rate=None, compliance_recorded=0), day=day) == ()


@pytest.mark.parametrize(("number", "said"), [(20, 1), (19, 1), (18, 0), (0, 0)])
def test_nothing_is_said_unless_nearly_all_councils_have_a_letter(number: int, said: int) -> None:
    assert len(noted(letters_of(TWENTY[:number], received_total=840))) == said


def test_a_letter_that_does_not_state_the_figure_is_not_counted() -> None:
    letters = letters_of(TWENTY[:19], received_total=840) + letters_of(TWENTY[19:], received_total=None)
    assert "the letters of 19 of 20 councils add up to 15,960" in noted(letters)[0]
    assert noted(letters[1:]) == ()


@pytest.mark.parametrize(
    "change",
    [
        {"status": Status.REVIEW},
        {"illustration": Illustration.INVENTED},
        {"illustration": Illustration.REDRAWN},
        {"period_end": date(2018, 3, 31)},
        {"council": COUNCILS[30]},
    ],
)
def test_letters_in_doubt_illustrative_or_of_others_do_not_count(change: dict[str, object]) -> None:
    letters = letters_of(TWENTY, received_total=840)
    changed = [replace(letter, **change) for letter in letters[:2]]  # type: ignore[arg-type]
    assert noted(letters[:19]) and not noted([*changed, *letters[2:]])


def test_a_year_without_a_national_figure_is_passed_over() -> None:
    day = date(2020, 3, 31)
    assert noted(letters_of(TWENTY, day, received_total=840), day=day) == ()


def test_years_come_in_order() -> None:
    both = [
        *letters_of(TWENTY, received_total=840),
        *letters_of(TWENTY, date(2018, 3, 31), received_total=840),
    ]
    said = headlines.notes(both, {DAY: TWENTY, date(2018, 3, 31): TWENTY})
    assert [note[:21] for note in said] == ["Year to 31 March 2018", "Year to 31 March 2019"]
