"""A site is replaced whole and in one step, or not at all."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from mapper.errors import MapperError, NotASite
from mapper.publishing import carrying, disk, swap
from mapper.publishing.check.files import list_problems
from mapper.publishing.check.site import Site
from mapper.publishing.remarks import remarks
from mapper.publishing.swap import publish

SITE: dict[str, bytes | Path] = {"index.html": b"new", "data/build-report.json": b"{}"}


def files_in(folder: Path) -> dict[str, bytes]:
    """All files but the site's list of them, which has tests of its own."""
    found = {p.relative_to(folder).as_posix(): p.read_bytes() for p in folder.rglob("*") if p.is_file()}
    found.pop(".site-files.sha256", None)
    return found


@pytest.fixture
def out(tmp_path: Path) -> Path:
    """A site that was built before, with a file that the next build does not make, and the user's .gitignore."""
    out = tmp_path / "site"
    publish({**SITE, "index.html": b"old", "gone.html": b"old"}, out)
    (out / ".gitignore").write_bytes(b"*\n")
    return out


def test_the_new_site_replaces_the_old_and_keeps_dot_files(out: Path) -> None:
    publish(SITE, out)
    assert files_in(out) == {**SITE, ".gitignore": b"*\n"}
    assert [entry.name for entry in out.parent.iterdir()] == ["site"]


def test_a_path_is_copied_byte_for_byte(tmp_path: Path) -> None:
    letter = tmp_path / "letter.pdf"
    letter.write_bytes(b"%PDF-1.4 \x00\xff")
    publish({**SITE, "letters/2019/x.pdf": letter}, tmp_path / "site")
    assert (tmp_path / "site/letters/2019/x.pdf").read_bytes() == letter.read_bytes()


def test_a_build_that_fails_leaves_the_old_site_whole(out: Path, tmp_path: Path) -> None:
    before = files_in(out)
    with pytest.raises(MapperError, match="cannot be written"):
        publish({**SITE, "letters/x.pdf": tmp_path / "missing.pdf"}, out)
    assert files_in(out) == before
    assert [entry.name for entry in out.parent.iterdir()] == ["site"]


KILLED = """
import os, sys
from pathlib import Path
from mapper.publishing import swap
class Deadly(dict):
    def __getitem__(self, path):
        self.taken = getattr(self, "taken", 0) + 1
        return super().__getitem__(path) if self.taken < 3 else os._exit(9)
site = Deadly({"index.html": b"new", "data/build-report.json": b"{}", "z": b""})
swap.publish(site, Path(sys.argv[1]))
"""


def test_a_build_that_is_killed_leaves_the_old_site_whole_and_the_next_one_cleans_up(out: Path) -> None:
    before = files_in(out)
    killed = subprocess.run([sys.executable, "-c", KILLED, str(out)], check=False)
    assert killed.returncode == 9
    assert files_in(out) == before
    assert len(list(out.parent.iterdir())) > 1, "the killed build leaves its unfinished folder"
    publish(SITE, out)
    assert files_in(out) == {**SITE, ".gitignore": b"*\n"}
    assert [entry.name for entry in out.parent.iterdir()] == ["site"]


def test_without_an_exchange_in_one_step_two_steps_do(out: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(swap, "_exchange_at_once", lambda one, other: False)
    publish(SITE, out)
    assert files_in(out) == {**SITE, ".gitignore": b"*\n"}
    assert [entry.name for entry in out.parent.iterdir()] == ["site"]


def test_linux_and_macos_exchange_in_one_step(tmp_path: Path) -> None:
    for name in ("one", "other"):
        (tmp_path / name).mkdir()
        (tmp_path / name / name).touch()
    assert swap._exchange_at_once(tmp_path / "one", tmp_path / "other")
    assert (tmp_path / "one/other").exists()
    assert (tmp_path / "other/one").exists()


@pytest.mark.parametrize(
    ("prepare", "message"),
    [
        (lambda out: (out / "thesis.doc").touch(), "is not a site built by this program"),
        (lambda out: (out / ".git").mkdir(), "is a git repository"),
    ],
)
def test_a_folder_that_is_no_site_is_not_replaced(prepare: object, message: str, tmp_path: Path) -> None:
    out = tmp_path / "site"
    out.mkdir()
    assert callable(prepare)
    prepare(out)
    before = list(out.iterdir())
    with pytest.raises(NotASite, match=message):
        publish(SITE, out)
    assert list(out.iterdir()) == before


def test_a_file_is_not_replaced(tmp_path: Path) -> None:
    (tmp_path / "site").touch()
    with pytest.raises(NotASite, match="is a file"):
        publish(SITE, tmp_path / "site")


def test_what_the_owner_added_is_carried_over_through_many_builds(out: Path) -> None:
    added = {
        "CNAME": b"map.example\n",
        "notes/plan.txt": b"later",
        ".well-known/x": b"y",
        "404.html": b"lost?",
    }
    for name, content in added.items():
        (out / name).parent.mkdir(exist_ok=True)
        (out / name).write_bytes(content)
    (out / "here").symlink_to("notes")
    for _ in range(10):
        assert set(publish(SITE, out)) == {*added, ".gitignore", "here"}
    assert files_in(out) == {**SITE, **added, ".gitignore": b"*\n"}
    assert (out / "here").readlink() == Path("notes")


def test_the_list_is_one_that_others_can_check(out: Path) -> None:
    checked = subprocess.run(
        ["sha256sum", "-c", ".site-files.sha256"], cwd=out, capture_output=True, check=True
    )
    assert checked.stdout.splitlines() == [b"data/build-report.json: OK", b"gone.html: OK", b"index.html: OK"]


def test_a_file_of_the_site_that_was_changed_stops_the_build_and_is_named(out: Path) -> None:
    (out / "index.html").write_bytes(b"mine")
    before = files_in(out)
    with pytest.raises(NotASite, match=r"would be lost: index\.html\."):
        publish(SITE, out)
    assert files_in(out) == before


def test_a_page_for_missing_addresses_of_the_owner_takes_the_place_of_the_sites(out: Path) -> None:
    site = {**SITE, "404.html": b"ours"}
    publish(site, out)
    (out / "404.html").write_bytes(b"mine")
    for _ in range(3):
        assert "404.html" in publish(site, out)
        assert (out / "404.html").read_bytes() == b"mine"
        assert "404.html" not in (out / ".site-files.sha256").read_text("utf-8")
    assert not list(list_problems(Site.of(out)))
    (out / "404.html").unlink()
    publish(site, out)
    assert (out / "404.html").read_bytes() == b"ours"
    assert "404.html" not in publish(site, out)


def test_what_hosts_ask_for_may_be_there_before_the_site(tmp_path: Path) -> None:
    theirs = {"CNAME": b"map.example", "404.html": b"mine", "robots.txt": b"User-agent: *"}
    for name, content in theirs.items():
        (tmp_path / "site").mkdir(exist_ok=True)
        (tmp_path / "site" / name).write_bytes(content)
    for _ in range(2):
        publish({**SITE, "404.html": b"ours"}, tmp_path / "site")
    assert files_in(tmp_path / "site") == {**SITE, **theirs}


@pytest.mark.parametrize(("size", "said"), [(899_000_000, []), (950_000_000, ["is of 950 MB"])])
def test_a_site_that_is_nearly_too_heavy_for_its_host_is_named(out: Path, size: int, said: list[str]) -> None:
    with (out / "large.bin").open("wb") as file:
        file.truncate(size)
    assert [re.findall("is of [0-9,]+ MB", words)[0] for words in remarks(out, [".gitignore"])] == said
    assert "large.bin" in next(remarks(out, [".gitignore", "large.bin"]))


@pytest.mark.parametrize("theirs", ["robots.txt", "robots.txt/mine"])
def test_a_file_of_the_owner_in_the_place_of_a_new_one_stops_the_build(out: Path, theirs: str) -> None:
    (out / theirs).parent.mkdir(exist_ok=True)
    (out / theirs).write_bytes(b"mine")
    before = files_in(out)
    with pytest.raises(NotASite, match="is yours"):
        publish({**SITE, "robots.txt": b"new"}, out)
    assert files_in(out) == before


def test_a_site_without_a_list_is_not_replaced(out: Path) -> None:
    (out / ".site-files.sha256").unlink()
    with pytest.raises(NotASite, match="Move it away"):
        publish(SITE, out)


def test_a_folder_of_dot_entries_keeps_them(tmp_path: Path) -> None:
    (tmp_path / "site/.ssh").mkdir(parents=True)
    (tmp_path / "site/.ssh/id").write_bytes(b"key")
    publish(SITE, tmp_path / "site")
    assert files_in(tmp_path / "site") == {**SITE, ".ssh/id": b"key"}


def test_what_was_written_is_compared_before_the_exchange(out: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = files_in(out)

    def spoil(names: tuple[str, ...], old: Path, new: Path) -> None:
        carrying.carry_over(names, old, new)
        (new / "index.html").write_bytes(b"spoilt")

    monkeypatch.setattr(swap, "carry_over", spoil)
    with pytest.raises(MapperError, match=r"not as it was written \(index\.html\)"):
        publish(SITE, out)
    assert files_in(out) == before


def test_a_second_build_of_the_same_site_is_refused_while_the_first_runs(out: Path) -> None:
    before = files_in(out)
    with swap.place_of(out) as place:
        with pytest.raises(MapperError, match="another build of this site is under way"):
            publish(SITE, out)
        assert files_in(out) == before
        place.publish(SITE)
    assert [entry.name for entry in out.parent.iterdir()] == ["site"]


KILLED_IN_EXCHANGE = """
import os, sys
from pathlib import Path
from mapper.publishing import carrying, disk, swap
swap._exchange_at_once = lambda one, other: False
rename, left = Path.rename, [int(sys.argv[2])]
def rename_or_die(path, target):
    if not left[0]:
        os._exit(9)
    left[0] -= 1
    return rename(path, target)
Path.rename = rename_or_die
def die(*_, **__):
    os._exit(9)
swap.shutil.rmtree = die
swap.publish({"index.html": b"new", "data/build-report.json": b"{}"}, Path(sys.argv[1]))
"""


@pytest.mark.parametrize(("renames", "stands"), [(0, b"old"), (1, b"old"), (2, b"new")])
def test_a_kill_in_an_exchange_of_two_steps_is_repaired(out: Path, renames: int, stands: bytes) -> None:
    (out / "CNAME").write_bytes(b"map.example")
    killed = subprocess.run([sys.executable, "-c", KILLED_IN_EXCHANGE, str(out), str(renames)], check=False)
    assert killed.returncode == 9
    with swap.place_of(out):
        assert (out / "index.html").read_bytes() == stands
    assert [entry.name for entry in out.parent.iterdir()] == ["site"]
    publish(SITE, out)
    assert files_in(out) == {**SITE, ".gitignore": b"*\n", "CNAME": b"map.example"}


def test_other_files_where_a_killed_build_left_no_site_are_not_mixed_up_with_it(out: Path) -> None:
    subprocess.run([sys.executable, "-c", KILLED_IN_EXCHANGE, str(out), "1"], check=False)
    out.mkdir()
    with pytest.raises(NotASite, match="when a build was killed"):
        publish(SITE, out)
    assert (out.parent / ".site.former/index.html").read_bytes() == b"old"


def test_what_is_added_while_the_site_is_written_is_carried_over(
    out: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A moment before the exchange, and within it: another program may write at any time."""
    (out / "notes.txt").write_text("early")
    exchange, wait = swap._exchange_at_once, disk.written_to_disk

    def late(folder: Path) -> None:
        wait(folder)
        if folder.name != out.parent.name:
            (out / "notes.txt").write_text("much later")
            (out / "CNAME").write_text("map.example")

    def later(one: Path, other: Path) -> bool:
        (out / "deep/er").mkdir(parents=True)
        (out / "deep/er/last.txt").write_text("last")
        return exchange(one, other)

    monkeypatch.setattr(swap, "written_to_disk", late)
    monkeypatch.setattr(swap, "_exchange_at_once", later)
    publish(SITE, out)
    theirs = {"notes.txt": b"much later", "CNAME": b"map.example", "deep/er/last.txt": b"last"}
    assert files_in(out) == {**SITE, **theirs, ".gitignore": b"*\n"}


def test_a_file_of_the_site_that_is_changed_while_the_next_is_written_stops_it(
    out: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(swap, "written_to_disk", lambda _: (out / "gone.html").write_text("mine"))
    with pytest.raises(NotASite, match=r"changed after it was built.*gone\.html"):
        publish(SITE, out)
    assert files_in(out)["gone.html"] == b"mine"


def test_a_file_that_did_not_change_is_not_written_again(out: Path) -> None:
    """It keeps its time, by which programs that send a site to a host tell what is new."""
    kept, new = out / "data/build-report.json", out / "index.html"
    before = {path: path.stat() for path in (kept, new)}
    publish(SITE, out)
    assert (kept.stat().st_ino, kept.stat().st_mtime_ns) == (before[kept].st_ino, before[kept].st_mtime_ns)
    assert kept.stat().st_nlink == 1
    assert new.stat().st_ino != before[new].st_ino
    assert new.read_bytes() == b"new"


def test_a_file_has_the_permissions_of_new_files_whatever_the_old_site_had(out: Path) -> None:
    (out / "data/build-report.json").chmod(0o600)
    publish(SITE, out)
    assert (out / "data/build-report.json").stat().st_mode == (out / "index.html").stat().st_mode


def test_a_file_system_without_links_gets_a_site_too(out: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refused(*_: object) -> None:
        raise PermissionError

    monkeypatch.setattr(os, "link", refused)
    publish(SITE, out)
    assert files_in(out) == {**SITE, ".gitignore": b"*\n"}


def test_a_file_that_is_changed_before_it_is_linked_stops_the_build_and_stays(
    out: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    kept, link = out / "data/build-report.json", os.link

    def late(old: Path, new: Path) -> None:
        kept.write_text("mine")
        link(old, new)

    monkeypatch.setattr(os, "link", late)
    with pytest.raises(NotASite, match=r"changed after it was built.*build-report\.json"):
        publish(SITE, out)
    assert kept.read_text() == "mine"
    assert [entry.name for entry in out.parent.iterdir()] == ["site"]


def test_all_is_on_the_disk_before_the_exchange_and_the_exchange_after_it(
    out: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen: list[tuple[str, bytes]] = []
    monkeypatch.setattr(
        swap, "written_to_disk", lambda folder: seen.append((folder.name, (out / "index.html").read_bytes()))
    )
    publish(SITE, out)
    assert seen == [(".site.building", b"old"), (out.parent.name, b"new")]
