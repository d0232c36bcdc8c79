"""What is printed does nothing to a terminal or a workflow; what cannot be printed is an error in words."""

import json
import os
import subprocess
import sys
from pathlib import Path

import click
import pytest
from click.testing import CliRunner

from mapper.cli.reporting import as_json, give, say

HOSTILE = "\x1b[2J\x9b31m\u202e\x07::error::x"


def printed(text: str, data: bool = False) -> str:
    command = click.Command("x", callback=lambda: give(text) if data else say(text))
    return CliRunner().invoke(command).output


@pytest.mark.parametrize(
    "line", ["::error::x", "  ::set-output name=a::b", "\t::x", "letters/a ##[command]x", "a\n::b"]
)
def test_nothing_is_a_command_of_a_workflow(line: str) -> None:
    for one in printed(line).splitlines():
        assert not one.strip().startswith("::")
        assert "##[" not in one


def test_control_characters_are_spelt_out() -> None:
    assert printed(HOSTILE) == "\\x1b[2J\\x9b31m\\u202e\\x07::error::x\n"
    assert printed("two\nlines, £5 – “ok”") == "two\nlines, £5 – “ok”\n"


def test_data_stays_what_it_was() -> None:
    value = {"name": HOSTILE + "##[x]😀\ud800"}
    text = printed(as_json(value), data=True)
    assert json.loads(text) == value
    assert all(c.isprintable() or c == "\n" for c in text)
    assert "##[" not in text
    assert printed("a,b\r\n1,\x1b2\r\n", data=True).splitlines() == ["a,b", "1,\\x1b2"]


def ran(*arguments: str, stdout: str = os.devnull, first: str = "") -> subprocess.CompletedProcess[str]:
    """The program run with its output in a file; `first` is what Python does before."""
    program = f"{first}import sys; from mapper.cli import main; main(sys.argv[1:])"
    with Path(stdout).open("w") as out:
        return subprocess.run(
            [sys.executable, "-c", program, *arguments],
            stdout=out,
            stderr=subprocess.PIPE,
            text=True,
            check=False,
        )


def test_output_that_cannot_be_written_is_an_error_in_words(tmp_path: Path) -> None:
    """A file that may not grow is as a full disk; where there is a device that is always full, it is tried as well."""
    limited = "import resource; resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0)); "
    question = ("match", "Kent County Council", "--on", "2019-03-31")
    tried = [ran(*question, stdout=str(tmp_path / "out"), first=limited)]
    if Path("/dev/full").exists():
        tried.append(ran(*question, stdout="/dev/full"))
    for full in tried:
        assert full.returncode == 1
        assert full.stderr.startswith("Error: What is printed")
        assert full.stderr.count("\n") == 1


def test_a_folder_that_links_to_itself_is_refused_in_words(tmp_path: Path) -> None:
    (tmp_path / "letters").mkdir()
    (tmp_path / "loop").symlink_to("loop")
    refused = ran("build", "--letters", str(tmp_path / "letters"), "--out", str(tmp_path / "loop"))
    assert refused.returncode in (1, 2)
    assert "Traceback" not in refused.stderr
    assert "loop" in refused.stderr


def test_a_temporary_folder_that_is_missing_is_an_error_in_words(tmp_path: Path) -> None:
    """As is a full one: the system refuses to make a file there."""
    (tmp_path / "letters").mkdir()
    folders = ["--letters", str(tmp_path / "letters"), "--out", str(tmp_path / "site[a]*")]
    program = (
        "import sys, tempfile; tempfile.tempdir = '/nowhere'\nfrom mapper.cli import main; main(sys.argv[1:])"
    )
    refused = subprocess.run(
        [sys.executable, "-c", program, "build", *folders, "--sample", "--quiet"],
        capture_output=True,
        text=True,
        check=False,
        cwd=tmp_path,
    )
    assert refused.returncode == 1
    assert refused.stderr.startswith("Error: /nowhere/")
    assert refused.stderr.count("\n") == 1
    assert [path.name for path in tmp_path.iterdir()] == ["letters"]
