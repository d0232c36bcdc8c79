"""Where readers of a site report errors: an e-mail address, an issue tracker, or another page.

It is whom the builder of a site names for its readers, and has nothing to do with the address that `fetch` sends to
the sites that it asks.
"""

from dataclasses import dataclass
from urllib.parse import quote, urlencode, urlsplit


@dataclass(frozen=True, slots=True)
class Contact:
    """An address as the builder gave it. Raises ValueError if it is neither an e-mail address nor a web address."""

    address: str

    def __post_init__(self) -> None:
        if not (self._is_mail or self._is_web):
            raise ValueError(
                f"'{self.address}' is no address that a reader could follow. Expected an e-mail address, as in "
                "maps@example.org, or a web address, as in https://github.com/owner/name/issues."
            )

    def report(self, title: str, body: str) -> str:
        """The link to report an error, filled in as far as the address can take it.

        E-mail addresses take a subject and a body (RFC 6068), trackers of GitHub and of GitLab a title and a text;
        any other page is linked as it is.
        """
        if self._is_mail:
            return (
                f"mailto:{quote(self.address, safe='@+')}?{urlencode(_lines(title, body), quote_via=quote)}"
            )
        plain = self.address.rstrip("/").removesuffix("/new")
        if not plain.endswith("/issues"):
            return self.address
        names = ("issue[title]", "issue[description]") if plain.endswith("/-/issues") else ("title", "body")
        return f"{plain}/new?{urlencode(dict(zip(names, (title, body), strict=True)), quote_via=quote)}"

    @property
    def _is_mail(self) -> bool:
        name, at, host = self.address.rpartition("@")
        return (
            bool(name and at and "." in host)
            and _is_plain(self.address)
            and not set(self.address) & set("/?&#%:")
        )

    @property
    def _is_web(self) -> bool:
        if not _is_plain(self.address):
            return False
        try:
            parts = urlsplit(self.address)
        except ValueError:
            return False
        return (
            parts.scheme in ("http", "https") and bool(parts.hostname) and not (parts.query or parts.fragment)
        )


def _is_plain(text: str) -> bool:
    return text.isascii() and text.isprintable() and " " not in text


def _lines(title: str, body: str) -> dict[str, str]:
    """The subject and the body of a mail, in which a line ends with CRLF (RFC 6068, section 5)."""
    return {"subject": title, "body": body.replace("\n", "\r\n")}
