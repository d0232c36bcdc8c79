"""The templates, which put the values of a page in place and do nothing else."""

from dataclasses import fields
from functools import lru_cache
from typing import TYPE_CHECKING

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from mapper.resources import TEMPLATES

if TYPE_CHECKING:
    from _typeshed import DataclassInstance


def to_html(template: str, page: "DataclassInstance") -> bytes:
    """The page's record rendered by the template, as UTF-8."""
    context = {field.name: getattr(page, field.name) for field in fields(page)}
    return f"{environment().get_template(template).render(context)}\n".encode()


@lru_cache(maxsize=1)
def environment() -> Environment:
    """The environment of the templates: an undefined name is an error, and every value is escaped."""
    return Environment(
        loader=FileSystemLoader(TEMPLATES),
        undefined=StrictUndefined,
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
    )
