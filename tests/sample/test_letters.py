"""Illustrative letters are repeatable, whatever the order and the process, and written under their slugs."""

import os
import subprocess
import sys
from hashlib import sha256
from pathlib import Path

import pytest

from mapper import sample
from mapper.errors import MapperError
from mapper.letters.illustration import Illustration
from mapper.letters.statistics import SUBJECTS
from tests.paths import ROOT
from tests.sample.england import DARTFORD, ENGLAND, KENT, england


def test_letters_do_not_depend_on_the_order_they_are_written_in(tmp_path: Path) -> None:
    some = ENGLAND[::20]
    there = sample.write(some, 2019, tmp_path / "there")
    back = sample.write(reversed(some), 2019, tmp_path / "back")
    assert [path.read_bytes() for path in there] == [path.read_bytes() for path in back]


@pytest.mark.parametrize("hash_seed", ["1", "2"])
def test_letters_are_the_same_in_another_process(hash_seed: str) -> None:
    script = (
        "from datetime import date; from hashlib import sha256; "
        "from mapper import sample; from mapper.councils.register_file import load_register; "
        "some = load_register().on(date(2019, 3, 31))[::50]; "
        "print(*(sha256(sample.letter(council, 2019, 7)).hexdigest() for council in some))"
    )
    elsewhere = subprocess.run(
        [sys.executable, "-c", script],
        env={**os.environ, "PYTHONHASHSEED": hash_seed},
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    assert elsewhere.stdout.split() == [
        sha256(sample.letter(council, 2019, 7)).hexdigest() for council in ENGLAND[::50]
    ]


def test_another_seed_gives_other_figures() -> None:
    same = [council.name for council in ENGLAND if england(1)[council] == england(2)[council]]
    # Published figures never change, and Scilly is so small that it often has nothing but zeros.
    assert set(same) <= {"Dartford Borough Council", "Council of the Isles of Scilly"}
    assert sample.letter(KENT, 2019, 1) != sample.letter(KENT, 2019, 2)


def test_dartford_has_its_published_figures_whatever_the_seed() -> None:
    published = {
        **dict.fromkeys(SUBJECTS, 0),
        "received_environment_services": 3,
        "received_housing": 10,
        "received_planning_and_development": 1,
        "received_total": 14,
        "decided_incomplete_or_invalid": 0,
        "decided_advice_given": 3,
        "decided_referred_back": 3,
        "decided_closed_after_initial_enquiries": 6,
        "decided_not_upheld": 0,
        "decided_upheld": 1,
        "uphold_rate": 100,
        "decided_total": 13,
        "investigations": 1,
        "satisfactory_remedies": 0,
        "satisfactory_remedy_rate": 0,
        "compliance_recorded": 1,
        "complied_on_time": 1,
        "complied_late": 0,
        "not_complied": 0,
        "compliance_rate": 100,
    }
    assert sample.figures(DARTFORD, 2019, 2019) == sample.figures(DARTFORD, 2019, 5) == published
    assert sample.illustration(DARTFORD, 2019) is Illustration.REDRAWN
    assert sample.illustration(KENT, 2019) is Illustration.INVENTED


def test_letters_are_written_under_their_slugs(tmp_path: Path) -> None:
    paths = sample.write([KENT, DARTFORD], 2019, tmp_path / "new" / "folder")
    assert [path.name for path in paths] == ["dartford-borough-council.pdf", "kent-county-council.pdf"]
    assert paths[1].read_bytes() == sample.letter(KENT, 2019)


@pytest.mark.parametrize("year", [2013, 2026])
def test_a_year_whose_form_is_not_known_is_refused(year: int, tmp_path: Path) -> None:
    with pytest.raises(MapperError, match=f"cannot be written for {year}: .* one of these years: 2014, 2015"):
        sample.letter(KENT, year)
    with pytest.raises(MapperError, match="Expected one of these years: 2014, 2015"):
        sample.figures(KENT, year)
    with pytest.raises(MapperError, match="Expected one of these years: 2014, 2015"):
        sample.write([KENT], year, tmp_path / "out")
    assert list(tmp_path.iterdir()) == []
