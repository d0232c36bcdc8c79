"""The tables of the README are made from the code, so they cannot drift. To renew them: python -m tests.test_readme

That of problems is written by hand; it must name every one that the code knows.
"""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import mapper
from mapper.letters.layouts import LAYOUTS, Layout
from mapper.measures.metrics import METRICS, Kind, Metric
from tests.paths import ROOT

README = ROOT / "README.md"


def metrics_table() -> str:
    rows = [f"| {metric.title} | {_formula(metric)} | {_classes(metric)} |" for metric in METRICS]
    fills = [row for row, metric in zip(rows, METRICS, strict=True) if metric.kind is Kind.CHOROPLETH]
    subjects = sum(metric.kind is Kind.PROPORTIONAL_SYMBOLS for metric in METRICS) - 1
    circles = f"| Complaints and enquiries received | in all, and by {subjects} subjects | circles by area |"
    residents = [
        f"| {metric.title} | as the letter prints it | beside the average of similar councils only |"
        for metric in METRICS
        if metric.kind is Kind.PER_POPULATION
    ]
    return "\n".join(["| measure | what it is | classes |", "|---|---|---|", *fills, *residents, circles])


def _formula(metric: Metric) -> str:
    source = "as the letter prints it" if metric.printed else "worked out from the two counts"
    return f"{metric.numerator_word}, of those {metric.denominator_word}, {source}"


def _classes(metric: Metric) -> str:
    return ", ".join(metric.classes)


def layouts_table() -> str:
    rows = [f"| `{layout.name}` | {layout.form} | {_years(layout)} |" for layout in LAYOUTS]
    return "\n".join(["| layout | form of letter | years to 31 March |", "|---|---|---|", *rows])


def _years(layout: Layout) -> str:
    first, last = min(layout.years), max(layout.years)
    return str(first) if first == last else f"{first} to {last}"


def renewed(text: str) -> str:
    """The README with its tables made anew."""
    return _with_table(_with_table(text, "metrics", metrics_table()), "layouts", layouts_table())


def _with_table(text: str, name: str, table: str) -> str:
    begin, end = f"<!-- {name} -->\n", f"<!-- /{name} -->"
    assert (text.count(begin), text.count(end)) == (1, 1), f"the README has no place for the table of {name}"
    before, rest = text.split(begin)
    return f"{before}{begin}{table}\n{end}{rest.split(end)[1]}"


def test_the_tables_of_the_readme_are_those_of_the_code() -> None:
    text = README.read_text("utf-8")
    assert text == renewed(text), "stale; run: python -m tests.test_readme"


def test_every_problem_is_explained() -> None:
    explained = re.findall(
        r"^\| `([a-z-]+)` \| .* \| (?:rejected|in review|as it is) \|$", README.read_text("utf-8"), re.M
    )
    assert sorted(explained) == sorted(_codes())


def _codes() -> set[str]:
    """What the code says for `code`: an argument of that name or place, or a value of the dictionaries with it."""
    sources = sorted(Path(mapper.__file__).parent.rglob("*.py"))
    return {code for source in sources for code in _codes_in(ast.parse(source.read_text("utf-8")))}


def _codes_in(tree: ast.Module) -> Iterator[str]:
    for node in ast.walk(tree):
        match node:
            case ast.Call(
                func=ast.Name("Problem" | "UnreadableLetter" | "UnreadableTable"),
                args=[ast.Constant(str(code)), *_],
            ):
                yield code
            case ast.Call(func=ast.Name("Check"), args=[*_, ast.Constant(str(code))]):
                yield code
            case ast.Dict(keys=[ast.Constant("code"), *_], values=[ast.Constant(str(code)), *_]):
                yield code
            case ast.Assign(targets=[ast.Name("_UNMATCHED")], value=ast.Dict(values=values)):
                yield from (ast.literal_eval(value)[0] for value in values)


if __name__ == "__main__":
    README.write_text(renewed(README.read_text("utf-8")), "utf-8")
