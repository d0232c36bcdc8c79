"""Figures written as data tables of many shapes, and read back: the same figures, each from its own cell."""

import random
from pathlib import Path
from typing import Any

import pytest

from mapper.councils.register_file import load_register
from mapper.letters.statistics import BY_KEY
from mapper.sources.tables.read import TableFile, read_table
from mapper.sources.tables.statements import Statement, statements
from mapper.year import last_day_of
from tests.generators import table_files
from tests.generators.table_files import SHAPES, Shape

REGISTER = load_register()
YEAR = 2019
NAMES = [council.name for council in REGISTER.on(last_day_of(YEAR))][::9]


def invented(chance: random.Random) -> dict[str, Any]:
    """Figures that agree with one another, one of them printed as a dash, one not stated."""
    subjects = {
        key: chance.choice((0, 0, 3, 17, 1204)) for key in table_files.RECEIVED if key != "received_total"
    }
    outcomes = {key: chance.choice((0, 1, 4, 25)) for key in list(table_files.DECIDED)[:6]}
    investigated = outcomes["decided_not_upheld"] + outcomes["decided_upheld"]
    on_time, late, never = (chance.choice((0, 1, 12)) for _ in range(3))
    satisfactory = chance.randint(0, outcomes["decided_upheld"])
    values: dict[str, Any] = {
        **subjects,
        "received_total": sum(subjects.values()),
        **outcomes,
        "decided_total": sum(outcomes.values()),
        "uphold_rate": rate(outcomes["decided_upheld"], investigated),
        "average_uphold_rate": chance.choice((58, 64)),
        "satisfactory_remedies": satisfactory,
        "satisfactory_remedy_rate": rate(satisfactory, outcomes["decided_upheld"]),
        "compliance_recorded": on_time + late + never,
        "complied_on_time": on_time,
        "complied_late": late,
        "not_complied": never,
        "compliance_rate": rate(on_time + late, on_time + late + never),
    }
    del values[chance.choice(("decided_advice_given", "received_other", "complied_late"))]
    return values


def rate(part: int, whole: int) -> int | None:
    return (200 * part + whole) // (2 * whole) if whole else None


def written(folder: Path, shape: Shape, rows: list[tuple[str, dict[str, Any]]], seed: int) -> list[TableFile]:
    """The three tables of a year, read."""
    files = []
    for table in table_files.TABLES:
        name, content = shape(random.Random(seed), table, rows, YEAR)
        path = folder / table / name
        path.parent.mkdir(parents=True)
        path.write_bytes(content)
        # The table with everything says nothing of its year in a form that is certain, but for its title.
        files.append(read_table(f"{table}/{name}", path))
    return files


def of_councils(stated: tuple[Statement, ...]) -> dict[str, Statement]:
    return {statement.name: statement for statement in stated if statement.council is not None}


@pytest.mark.parametrize("seed", range(4))
@pytest.mark.parametrize("shape", SHAPES, ids=lambda shape: shape.__name__)
def test_the_same_figures_come_back(shape: Shape, seed: int, tmp_path: Path) -> None:
    chance = random.Random(seed)
    rows = [(name, invented(chance)) for name in NAMES]
    files = written(tmp_path, shape, rows, seed)
    assert [file.problem for file in files] == [None] * 3
    read = of_councils(statements(files, REGISTER))
    assert set(read) == set(NAMES)
    for name, values in rows:
        assert read[name].problems == ()
        assert read[name].period_end == last_day_of(YEAR)
        stated = {figure.statistic: figure.value for figure in read[name].figures}
        assert stated.pop("investigations", None) == values["decided_upheld"] + values["decided_not_upheld"]
        if shape is table_files.fractions_by_pandas:  # writes nothing where a dash stood
            values = {key: value for key, value in values.items() if value is not None}
        assert stated == values, name


def test_each_figure_names_its_cell(tmp_path: Path) -> None:
    rows = [(name, invented(random.Random(1))) for name in NAMES]
    files = written(tmp_path, table_files.workbook, rows, 5)
    third = of_councils(statements(files, REGISTER))[NAMES[2]]
    columns = [key for key, _ in table_files.headings(random.Random(5), "received")]
    cell = next(figure.cell for figure in third.figures if figure.statistic == "received_housing")
    assert cell is not None
    assert (cell.file, cell.sheet, cell.row) == ("received/workbook.xlsx", "2018-19", 8)
    assert cell.column == table_files.letter_of(columns.index("received_housing") + 2)
    assert str(cell) == f"received/workbook.xlsx, sheet “2018-19”, row 8, column {cell.column}"


def test_every_statistic_that_letters_and_tables_share_has_a_spelling_here() -> None:
    keys = {key for table in table_files.TABLES.values() for key in table}
    assert keys <= BY_KEY.keys()
