"""A council's name is known by its form, and never cut."""

import pytest

from mapper.letters.layouts import names


@pytest.mark.parametrize(
    "lines, found",
    [
        (["Kent County Council"], ["Kent County Council"]),
        (["London Borough of", "Croydon"], ["London Borough of Croydon"]),
        (["Bournemouth, Christchurch and Poole", "Council"], ["Bournemouth, Christchurch and Poole Council"]),
        (["Newcastle-under-", "Lyme Borough Council"], ["Newcastle-under-Lyme Borough Council"]),
        (["North", "Somerset Council"], ["North Somerset Council"]),
        (["Annual Review letter 2023 to Leeds City Council"], ["Leeds City Council"]),
        (["Leeds City Council: annual letter 2023"], ["Leeds City Council"]),
        (["Annual letter: Kent County Council, year ending 31 March 2023"], ["Kent County Council"]),
        (["Kent County Council", "For the period ending: 31/03/23"], ["Kent County Council"]),
        (["Governance Committee of Kent County Council"], []),
        (["Satisfactory remedies provided by the Council"], []),
        (["What the Council can learn", "from Leeds City Council"], []),
        (["Letters to Councils"], []),
        (["about the work", "Somerset Council"], []),
    ],
)
def test_a_name_is_known_by_its_form_and_never_cut(lines: list[str], found: list[str]) -> None:
    assert list(names.names_in_lines(lines)) == found


@pytest.mark.parametrize(
    "text, found",
    [
        ("Chief Executive\nKent County Council\n\nDear Ms Other", ["Kent County Council"]),
        ("Chief Executive\r\nKent County Council\r\nBy email\r\nDear Ms Other", ["Kent County Council"]),
        ("Chief Executive\nNorth\nSomerset Council\nDear Ms Other", []),
        (
            "Kent County Council\nOne House\n1 A Street\nB\nKent\nME14 1XQ\nDear Ms Other",
            ["Kent County Council"],
        ),
        ("Kent County Council\n1\n2\n3\n4\n5\n6\n7\nDear Ms Other", []),
        ("Kent County Council Page 3\nDear Ms Other", ["Kent County Council"]),
        ("Kent County Council is dear to us", []),
    ],
)
def test_the_name_above_dear(text: str, found: list[str]) -> None:
    below = "\nHere is what we can say about complaints"
    assert list(names.names_above_dear(text + below)) == found
    assert not list(names.names_above_dear(text)), "a scrap of text drawn in disorder"
