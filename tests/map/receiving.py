"""The map's data files as a browser takes them."""

import json
from collections.abc import Mapping
from typing import Any


def received(files: Mapping[str, bytes], name: str) -> Any:
    """What one file hands over."""
    text = files[f"assets/map/{name}.js"].decode()
    kind, key, value = json.loads("[" + text[text.index("receive(") + 8 : text.rindex(");")] + "]")
    assert f"{kind}-{key}".rstrip("-") == name
    return value


def whole(first: Any, rest: Any) -> Any:
    """What came with the page, and what comes later put into it, key by key."""
    if not isinstance(first, dict) or not isinstance(rest, dict):
        return rest
    return first | {key: whole(first[key], value) if key in first else value for key, value in rest.items()}
