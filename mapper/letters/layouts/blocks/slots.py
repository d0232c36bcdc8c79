"""Which lone number belongs to which sentence."""

from collections.abc import Callable, Sequence

from mapper.letters.box import box_of
from mapper.letters.layouts.blocks.cutting import FARTHEST_BELOW, Block
from mapper.letters.layouts.blocks.parts import Found, Number, Slot
from mapper.letters.statistics import Unit

# Any other number or sentence that could be meant must be so many times as far away, and this many points
# more.
_NEARER = 1.5
_SLACK = 1.0


def numbers_of(block: Block) -> tuple[dict[Found, Number], tuple[Number, ...]]:
    """Which lone number fills the empty slot of which sentence, and the numbers that fill none.

    A number is taken only if it and the sentence are by far the nearest to each other, or if it is the only one of
    its unit and stands left of all that the block says, as in a cell of its own.
    """
    empty = [(found, slot) for found in block.sentences if (slot := found.empty_slot) is not None]
    pairs = {
        (found, number): _distance(number, found)
        for found, slot in empty
        for number in block.numbers
        if _fits(number, slot)
    }
    filled: dict[Found, Number] = {}
    for (found, number), distance in pairs.items():
        rivals = [
            other_distance
            for (other, other_number), other_distance in pairs.items()
            if (other is found) is not (other_number is number)
        ]
        if distance < float("inf") and all(rival > _NEARER * distance + _SLACK for rival in rivals):
            filled[found] = number
    for found, slot in empty:
        alone = [number for number in block.numbers if _fits(number, slot)]
        alike = [other for _, other in empty if other.unit is slot.unit]
        if found not in filled and len(alone) == len(alike) == 1 and _is_in_margin(alone[0], found, block):
            filled[found] = alone[0]
    taken = set(filled.values())
    return filled, tuple(number for number in block.numbers if number not in taken)


def _is_in_margin(number: Number, found: Found, block: Block) -> bool:
    """Whether a number stands left of a sentence's column, no higher and no lower than the column reaches."""
    if number.box.x1 > found.box.x0:
        return False
    box = box_of(
        other.box
        for other in block.sentences
        if min(other.box.x1, found.box.x1) > max(other.box.x0, found.box.x0) and other.box.x0 >= number.box.x1
    )
    return box.top <= number.box.y_middle <= box.bottom


def _fits(number: Number, slot: Slot) -> bool:
    if number.text.casefold() == "n/a":
        return True
    return number.is_percent is (slot.unit is Unit.PERCENT)


def _distance(number: Number, found: Found) -> float:
    """The distance of a number from a sentence; infinite if it is too far above or below it, or at an angle to it.

    Beside its sentence a number may stand in a column of its own, so no distance is too far there.
    """
    box, other = number.box, found.box
    distance = box.gap_to(other)
    is_beside = min(box.bottom, other.bottom) - max(box.top, other.top) > 0
    is_over = min(box.x1, other.x1) - max(box.x0, other.x0) > 0
    near = FARTHEST_BELOW * max(box.height, other.height)
    return distance if is_beside or (is_over and distance <= near) else float("inf")


def stray_large(block: Block, strays: Sequence[Number], is_printed: Callable[[str], bool]) -> list[Number]:
    """Those numbers that fill no slot which are larger than the text and not printed in it as well."""
    size = min((word.height for found in block.sentences for word in found.words), default=0.0)
    return [number for number in strays if number.box.height > 1.25 * size and not is_printed(number.text)]
