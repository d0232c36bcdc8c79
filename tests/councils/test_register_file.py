"""The register's files: what is read of them, and what is refused."""

from datetime import date
from pathlib import Path

import pytest

from mapper.councils.register import Register
from mapper.councils.register_file import read_register
from mapper.errors import RegisterProblem

DAY = date(2019, 3, 31)

HEADER = "gss_code,name,short_name,official_name,type,county,first_day,last_day,successor"
KENT = "E10000016,Kent County Council,Kent,,county,,1974-04-01,,"
DARTFORD = "E07000107,Dartford Borough Council,Dartford,,district,E10000016,1974-04-01,,"
ENDED = DARTFORD.removesuffix(",")


KNOWN = "2013-04-01,2025-03-31,why\n"


def register_of(
    folder: Path, councils: str, aliases: str = "", elsewhere: str = "", known: str = KNOWN
) -> Register:
    (folder / "councils.csv").write_text(councils, encoding="utf-8")
    (folder / "aliases.csv").write_text("name,gss_code,why\n" + aliases, encoding="utf-8")
    (folder / "elsewhere.csv").write_text("area,name,country,also\n" + elsewhere, encoding="utf-8")
    (folder / "register.csv").write_text(f"known_from,known_through,why\n{known}", encoding="utf-8")
    return read_register(folder)


def test_a_small_register_is_read(tmp_path: Path) -> None:
    register = register_of(tmp_path, "\n".join([HEADER, KENT, DARTFORD]), "Dartford Town,E07000107,why\n")
    match = register.match("dartford town", DAY)
    assert match.council == register.by_code("E07000107")
    assert register.by_code("E07000107").official_name == "Dartford Borough Council"


@pytest.mark.parametrize(
    ("row", "message"),
    [
        ("E07000107,Dartford Borough Council", "line 3: expected 9 values .*, found 2"),
        (DARTFORD.replace("E07000107", "W06000015"), "line 3: 'W06000015' is not the code of an English"),
        (DARTFORD.replace("E07000107", "E0700010"), "line 3: 'E0700010' is not the code"),
        (DARTFORD.replace("E07000107", "E08000107"), "line 3: E08000107 is not the code of a district"),
        (DARTFORD.replace("district", "parish"), "line 3: 'parish' is not a valid CouncilType"),
        (DARTFORD.replace("1974-04-01", "1 April"), "line 3: Invalid isoformat string: '1 April'"),
        (ENDED + "1973-03-31,", "line 3: it ends .* before it begins"),
        (DARTFORD.replace("E10000016", ""), "line 3: a district names its county"),
        (DARTFORD.replace("Dartford Borough Council", ""), "line 3: a council needs a name"),
        (DARTFORD.replace("E10000016", "E10000099"), "its county E10000099 is not in the register"),
        (ENDED + "2019-03-31,E07000999", "its successor E07000999 is not in the register"),
        (ENDED + "2019-03-31,E10000016", "successor E10000016 begins before it has ended"),
        (ENDED + "2019-03-31,", r"it has ended \(2019-03-31\), and names no successor"),
        (DARTFORD.replace("1974", "2019"), r"it is new \(2019-04-01\), and the successor of none"),
        (KENT, "more than one council has the code E10000016"),
        (KENT.replace("16", "17"), "'kent' would name both E10000016 .* and E10000017"),
    ],
)
def test_a_bad_row_is_named_with_file_and_line(tmp_path: Path, row: str, message: str) -> None:
    with pytest.raises(RegisterProblem, match=message) as problem:
        register_of(tmp_path, "\n".join([HEADER, KENT, row]))
    assert "councils.csv" in str(problem.value)


@pytest.mark.parametrize(
    ("aliases", "elsewhere", "message"),
    [
        ("Dartford Town,E07000999,why\n", "", "aliases.csv, line 2: 'Dartford Town' names E07000999"),
        ("Kent,E07000107,why\n", "", "'kent' would name both"),
        ("Dartford Town\n", "", "aliases.csv, line 2: expected 3 values"),
        ("", "Kent,Kent Council,Wales,\n", "'kent' names a council of England and one elsewhere"),
        ("", "Powys,Powys Council,Wales,Bro; Kent\n", "'kent' names a council of England and one elsewhere"),
    ],
)
def test_bad_lists_beside_the_register_are_refused(
    tmp_path: Path, aliases: str, elsewhere: str, message: str
) -> None:
    with pytest.raises(RegisterProblem, match=message):
        register_of(tmp_path, "\n".join([HEADER, KENT, DARTFORD]), aliases, elsewhere)


def test_a_name_given_to_two_councils_is_ambiguous_on_purpose(tmp_path: Path) -> None:
    aliases = "Garden,E07000107,why\nGarden,E10000016,why\n"
    match = register_of(tmp_path, "\n".join([HEADER, KENT, DARTFORD]), aliases).match("Garden", DAY)
    assert match.council is None
    assert match.suggestions == ("Dartford Borough Council", "Kent County Council")


def test_a_district_does_not_outlive_its_county(tmp_path: Path) -> None:
    kent = KENT.removesuffix(",") + "2019-03-31,E06000099"
    new = "E06000099,Kent Council,Kent,,unitary,,2019-04-01,,"
    with pytest.raises(
        RegisterProblem, match=r"E07000107 Dartford .* its county E10000016 ends before it does"
    ):
        register_of(tmp_path, "\n".join([HEADER, kent, DARTFORD, new]))


@pytest.mark.parametrize(
    ("known", "message"),
    [
        ("", "register.csv: expected one row, found 0"),
        (KNOWN + KNOWN, "register.csv: expected one row, found 2"),
        ("2013-04-01,spring,why\n", "register.csv, line 2: Invalid isoformat string: 'spring'"),
        ("2025-04-01,2013-04-01,why\n", r"register.csv, line 2: it ends \(2013-04-01\) before it begins"),
    ],
)
def test_the_known_days_are_one_row(tmp_path: Path, known: str, message: str) -> None:
    with pytest.raises(RegisterProblem, match=message):
        register_of(tmp_path, "\n".join([HEADER, KENT, DARTFORD]), known=known)


def test_a_missing_column_or_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(RegisterProblem, match=r"councils.csv: there is no column 'county'"):
        register_of(tmp_path, HEADER.replace("county", "shire") + "\n" + KENT)
    with pytest.raises(RegisterProblem, match=r"register.csv cannot be read"):
        read_register(tmp_path / "nowhere")
