"""What a site is made of keeps the notice under which it may be copied."""

from importlib.metadata import PackagePath

import pytest

from mapper.pages.parts import licences


def test_the_notices_are_those_of_what_is_copied() -> None:
    files = licences.licence_files()
    leaflet = files["licences/leaflet.txt"].decode()
    assert "Volodymyr Agafonkin" in leaflet and "Redistributions in binary form must reproduce" in leaflet
    assert b"Permission is hereby granted, free of charge" in files["licences/program.txt"]
    assert b"Contains Royal Mail data" in files["licences/boundaries.txt"]


def test_what_has_no_licence_is_not_published(monkeypatch: pytest.MonkeyPatch) -> None:
    class Bare:
        version = "1"
        files = (PackagePath("leaflet.js"),)

    monkeypatch.setattr(licences, "distribution", lambda _: Bare())
    with pytest.raises(FileNotFoundError, match="has no licence among its files"):
        licences.licence_files()
