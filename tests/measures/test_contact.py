"""Where readers report errors, and the link that is filled in for them."""

from urllib.parse import parse_qs, urlsplit

import pytest

from mapper.measures.contact import Contact

TITLE, BODY = "Kent & Medway: 5%", "Shown: 5 %\nReally: ü\n"


def test_an_e_mail_has_a_subject_and_a_body() -> None:
    link = urlsplit(Contact("maps+errors@example.org").report(TITLE, BODY))
    assert (link.scheme, link.path) == ("mailto", "maps+errors@example.org")
    assert "+" not in link.query, "in a mail, a plus sign is a plus sign and no space"
    assert parse_qs(link.query) == {"subject": [TITLE], "body": [BODY.replace("\n", "\r\n")]}


@pytest.mark.parametrize("end", ["issues", "issues/", "issues/new"])
@pytest.mark.parametrize(
    ("home", "names"),
    [
        ("https://github.com/a/b/", ("title", "body")),
        ("https://git.example/a/b/-/", ("issue[title]", "issue[description]")),
    ],
)
def test_a_tracker_has_a_title_and_a_text(home: str, names: tuple[str, str], end: str) -> None:
    address, _, query = Contact(home + end).report(TITLE, BODY).partition("?")
    assert address == f"{home}issues/new"
    assert parse_qs(query) == {names[0]: [TITLE], names[1]: [BODY]}


def test_any_other_page_is_linked_as_it_is() -> None:
    assert Contact("https://example.org/contact").report(TITLE, BODY) == "https://example.org/contact"


@pytest.mark.parametrize(
    "address",
    [
        "",
        "somebody",
        "a@b",
        "javascript:alert(1)",
        "data:text/html,x",
        "a b@c.de",
        "x@c.de?cc=y@z.de",
        "https://",
        "ü@c.de",
    ],
)
def test_what_no_reader_could_follow_is_refused(address: str) -> None:
    with pytest.raises(ValueError, match="no address that a reader could follow"):
        Contact(address)
