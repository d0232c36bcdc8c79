"""Every class of the scale and every reason for no value can be drawn, and no two look the same."""

from mapper.measures.scale import Lean, Standing
from mapper.measures.states import REASONS
from mapper.pictures.drawing import tokens
from mapper.pictures.symbology import EDGES, FILLS, TRIANGLES, area_style, symbol

MARKS = [reason.mark for reason in REASONS.values()]


def test_every_class_and_every_reason_has_a_fill() -> None:
    every = [one.sign for one in (*Standing, *Lean)]
    assert sorted(FILLS) == sorted([*every, *MARKS])
    alike = {Standing.NOT_COMPARED, Standing.CLEARLY_HIGHER, Standing.CLEARLY_LOWER}
    drawn = [one.sign for one in (*Standing, *Lean) if one not in alike]
    assert len({area_style(sign) for sign in drawn}) == len(drawn)
    assert area_style(Standing.CLEARLY_HIGHER.sign) == area_style(Standing.HIGHER.sign)
    assert area_style(Standing.CLEARLY_LOWER.sign) == area_style(Standing.LOWER.sign)
    assert area_style(Standing.NOT_COMPARED.sign) == area_style(Standing.TOO_FEW.sign), "neither has a class"
    assert set(EDGES) <= set(FILLS)
    assert {*FILLS.values(), *EDGES.values(), *(token for token, _ in TRIANGLES.values())} <= tokens().keys()


def test_every_reason_has_a_symbol_of_its_own() -> None:
    drawn = {mark: tuple(symbol(mark, 0, 0, 10)) for mark in MARKS}
    assert all(drawn.values())
    assert len(set(drawn.values())) == len(MARKS)
