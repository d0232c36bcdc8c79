"""The identities between a letter's figures: which hold, which fail, and which cannot be tried."""

from collections import Counter

import pytest

from mapper.letters.identities import checks
from mapper.letters.statistics import BY_KEY, STATISTICS, SUBJECTS, Check, Figure, Unit

_SOUND: dict[str, str] = {
    **dict(zip(SUBJECTS, "123456789", strict=True)),
    "received_total": "45",
    "decided_incomplete_or_invalid": "1",
    "decided_advice_given": "2",
    "decided_referred_back": "3",
    "decided_closed_after_initial_enquiries": "4",
    "decided_not_upheld": "5",
    "decided_upheld": "3",
    "decided_total": "18",
    "investigations": "8",
    "uphold_rate": "38",
    "satisfactory_remedies": "1",
    "satisfactory_remedy_rate": "33",
    "compliance_recorded": "6",
    "complied_on_time": "4",
    "complied_late": "1",
    "not_complied": "1",
    "compliance_rate": "83%",
}


def _figures(printed: dict[str, str]) -> tuple[Figure, ...]:
    return tuple(Figure(key, _value(key, text), text, 1) for key, text in printed.items())


def _value(key: str, text: str) -> int | float | None:
    if text in ("-", "n/a"):
        return None
    return int(text) if BY_KEY[key].unit is Unit.COUNT else float(text.rstrip("%"))


def _failed(changed: dict[str, str]) -> list[Check]:
    return [check for check in checks(_figures(_SOUND | changed)) if not check.holds]


def test_a_sound_letter_passes_every_check() -> None:
    tried = checks(_figures(_SOUND))
    assert all(check.holds for check in tried)
    assert Counter(check.code for check in tried) == {"sum-mismatch": 4, "rate-mismatch": 3}
    assert "Nine subjects add up to 45 received" in {check.statement for check in tried}


@pytest.mark.parametrize(
    "changed, code, statement",
    [
        (
            {"received_total": "44"},
            "sum-mismatch",
            "Nine subjects add up to 45, but the letter prints 44 received",
        ),
        (
            {"received_total": "-"},
            "sum-mismatch",
            "Nine subjects add up to 45, but the letter prints - received",
        ),
        (
            {"received_housing": "-"},
            "sum-mismatch",
            "Nine subjects add up to 38, but the letter prints 45 received",
        ),
        (
            {"decided_total": "19"},
            "sum-mismatch",
            "Six outcomes add up to 18, but the letter prints 19 decided",
        ),
        (
            {"investigations": "9", "uphold_rate": "33"},
            "sum-mismatch",
            "Two investigated outcomes add up to 8",
        ),
        ({"not_complied": "2"}, "sum-mismatch", "Three outcomes of recommendations add up to 7"),
        (
            {"uphold_rate": "36"},
            "rate-mismatch",
            "3 upheld, of 8 investigated, is 37.5%, but the letter prints 36%",
        ),
        ({"uphold_rate": "37.4"}, "rate-mismatch", "is 37.5%, but the letter prints 37.4%"),
        ({"uphold_rate": "-"}, "rate-mismatch", "is 37.5%, but the letter prints -"),
        ({"uphold_rate": "0"}, "rate-mismatch", "is 37.5%, but the letter prints 0%"),
        (
            {"satisfactory_remedies": "-"},
            "rate-mismatch",
            "prints 33%, but no number of cases put right before",
        ),
        ({"satisfactory_remedies": "2"}, "rate-mismatch", "2 put right before, of 3 upheld, is 66.7%"),
        (
            {"compliance_rate": "100%"},
            "rate-mismatch",
            "5 carried out, of 6 recorded, is 83.3%, but the letter prints 100%",
        ),
    ],
)
def test_a_figure_that_does_not_fit_fails(changed: dict[str, str], code: str, statement: str) -> None:
    failed = _failed(changed)
    assert any(check.code == code and statement in check.statement for check in failed), failed


def test_more_remedied_than_upheld_cannot_be() -> None:
    assert any(
        "are more than the 3 upheld" in check.statement for check in _failed({"satisfactory_remedies": "4"})
    )


@pytest.mark.parametrize("key, printed", [("average_uphold_rate", "101"), ("compliance_rate", "180%")])
def test_no_rate_is_beyond_a_hundred(key: str, printed: str) -> None:
    assert "unreadable-figure" in {check.code for check in _failed({key: printed})}


def test_no_count_is_below_zero() -> None:
    figures = (Figure("decided_upheld", -1, "-1", 1),)
    assert [check.holds for check in checks(figures)] == [False]


@pytest.mark.parametrize("printed", ["-", "n/a", "0"])
def test_a_rate_of_nothing_is_a_dash_or_a_zero(printed: str) -> None:
    nothing = {
        "decided_not_upheld": "0",
        "decided_upheld": "0",
        "investigations": "0",
        "uphold_rate": printed,
    }
    rates = [check for check in checks(_figures(nothing)) if check.code == "rate-mismatch"]
    assert [check.holds for check in rates] == [True]
    wrong = checks(_figures(nothing | {"uphold_rate": "50"}))
    assert "0 upheld, of 0 investigated, is no rate, but the letter prints 50%" in {
        c.statement for c in wrong
    }


@pytest.mark.parametrize("printed", ["37", "38", "37.5", "37.50"])
def test_halves_are_rounded_either_way(printed: str) -> None:
    assert not _failed({"uphold_rate": printed})


def test_what_a_letter_does_not_have_is_not_checked() -> None:
    without = {key: text for key, text in _SOUND.items() if key not in ("received_total", "investigations")}
    assert {check.statement.split()[0] for check in checks(_figures(without))} == {"Six", "Three", "1", "5"}
    assert checks(()) == ()


def test_a_year_with_fewer_subjects_is_summed_over_those_it_has() -> None:
    fewer = {key: text for key, text in _SOUND.items() if key != "received_other"} | {"received_total": "36"}
    assert "Eight subjects add up to 36 received" in {check.statement for check in checks(_figures(fewer))}


def test_dashes_alone_contradict_nothing() -> None:
    assert checks(_figures(dict.fromkeys(_SOUND, "-"))) == ()


def test_a_rate_without_its_base_is_not_believed() -> None:
    base = dict.fromkeys(("decided_not_upheld", "decided_upheld", "investigations"), "-")
    statements = {check.statement for check in _failed(base)}
    assert "The letter prints 38%, but no number of cases investigated" in statements


def test_keys_are_unique() -> None:
    assert len(BY_KEY) == len(STATISTICS)


def test_more_may_be_remedied_than_upheld_but_not_many_times_as_many() -> None:
    remedied = {"remedied_by_ombudsman": "6", "remedied_by_authority": "2"}
    assert all(check.holds for check in checks(_figures(_SOUND | remedied)))
    (failed,) = _failed(remedied | {"remedied_by_ombudsman": "61"})
    assert failed.statement == "63 put right cannot come from 3 upheld"


def test_outcomes_of_compliance_may_be_of_the_year_before_but_not_many_times_as_many() -> None:
    blocks = {"decided_upheld": "22", "compliance_rate": "100%", "compliance_recorded": "60"}
    assert all(check.holds for check in checks(_figures(blocks)))
    (failed,) = [
        check for check in checks(_figures(blocks | {"compliance_recorded": "143"})) if not check.holds
    ]
    assert failed.statement == "143 complaints with recommendations cannot come from 22 upheld"
