"""Addresses that a site may link to."""

from urllib.parse import urlsplit


def is_of_web(address: str) -> bool:
    """Whether an address is one of http or https, with a host and without a user, that readers can follow."""
    try:
        parts = urlsplit(address)
        return (
            parts.scheme.lower() in ("http", "https")
            and bool(parts.hostname)
            and "@" not in parts.netloc
            and address.isprintable()
            and " " not in address
        )
    except ValueError:
        return False
