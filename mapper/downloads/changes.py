"""What changed since the site before: `data/changes.json`, and the reading of it.

`earlier`, where there is any, has what the feeds said of the changes before these.
"""

import json
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from mapper.measures.changes import Change, Changes, Key, Stated, Told
from mapper.measures.edition import Edition
from mapper.review.report import ILLUSTRATIVE_NOTICE

PATH = "data/changes.json"

Json = dict[str, object]


def write(edition: Edition) -> bytes:
    """The changes as JSON, each on a line of its own."""
    head: Json = {"notice": ILLUSTRATIVE_NOTICE} if edition.illustrative else {}
    changes = edition.changes
    head |= {
        "compared": changes.compared,
        "counts": {kind.value: number for kind, number in changes.counts.items()},
    }
    if changes.found is not None:
        head["found"] = changes.found.isoformat()
    lines = [f"{json.dumps(key)}: {json.dumps(part)}" for key, part in head.items()]
    lines.append(_list("changes", map(_object, changes.changes)))
    if changes.earlier:
        lines.append(_list("earlier", map(_told_object, changes.earlier)))
    return ("{\n" + ",\n".join(lines) + "\n}\n").encode()


def read(document: Any) -> Changes | None:
    """The changes in a document of this form; None if it has another."""
    try:
        day = document.get("found")
        found = Changes(
            compared=document["compared"] is True,
            changes=tuple(map(_change, document["changes"])),
            found=None if day is None else date.fromisoformat(day),
            earlier=tuple(map(_told, document.get("earlier", ()))),
        )
    except (AttributeError, KeyError, TypeError, ValueError):
        return None
    return found if all(change.before or change.after for change in found.changes) else None


def _list(key: str, objects: Iterable[Json]) -> str:
    listed = ",\n".join(json.dumps(one, ensure_ascii=False) for one in objects)
    return f"{json.dumps(key)}: [" + (f"\n{listed}\n" if listed else "") + "]"


def _told_object(told: Told) -> Json:
    return {
        "id": told.identifier,
        "found": told.found.isoformat(),
        "gss_code": told.gss_code,
        "title": told.title,
        "said": list(told.said),
        "of_all": told.of_all,
    }


def _told(found: Mapping[str, Any]) -> Told:
    said = tuple(str(sentence) for sentence in found["said"])
    day, of_all = date.fromisoformat(found["found"]), found["of_all"] is True
    return Told(str(found["id"]), day, str(found["gss_code"]), str(found["title"]), said, of_all)


def _object(change: Change) -> Json:
    return {
        "change": change.kind.value,
        "gss_code": change.key.gss_code,
        "council": change.council,
        "period_end": change.key.period_end,
        "statistic": change.key.statistic,
        "before": [stated._asdict() for stated in change.before],
        "after": [stated._asdict() for stated in change.after],
    }


def _change(found: Mapping[str, Any]) -> Change:
    key = Key(*(str(found[name]) for name in Key._fields))
    int(key.period_end.replace("-", ""))
    return Change(key, str(found["council"]), _stated(found["before"]), _stated(found["after"]))


def _stated(found: list[Mapping[str, Any]]) -> tuple[Stated, ...]:
    values = [(one["value"], str(one["status"])) for one in found]
    return tuple(Stated(None if value is None else value + 0, status) for value, status in values)
