"""Which names a template takes from its page."""

import jinja2.meta
from jinja2.nodes import FromImport

from mapper.templates import environment


def names_used(template: str) -> set[str]:
    """The names that a template and those it stands in take from the page."""
    jinja = environment()
    assert jinja.loader is not None
    tree = jinja.parse(jinja.loader.get_source(jinja, template)[0])
    used = jinja2.meta.find_undeclared_variables(tree)
    for imported in tree.find_all(FromImport):
        used -= {name if isinstance(name, str) else name[1] for name in imported.names}
    parents = {name for name in jinja2.meta.find_referenced_templates(tree) if name == "frame.html"}
    return used.union(*(names_used(str(name)) for name in parents))
