"""The tables of the README are made from the code, so they cannot drift. To renew them: python tests/test_readme.py"""

import re
from pathlib import Path

from mapper.layouts import LAYOUTS
from mapper.metrics import METRICS, Kind, Metric

README = Path(__file__).parent.parent / "README.md"


def metrics_table() -> str:
    rows = [f"| {metric.title} | {_formula(metric)} | {_classes(metric)} |" for metric in METRICS]
    fills = [row for row, metric in zip(rows, METRICS, strict=True) if metric.kind is Kind.FILL]
    subjects = sum(metric.kind is Kind.CIRCLES for metric in METRICS) - 1
    circles = f"| Complaints and enquiries received | in all, and by {subjects} subjects | circles by area |"
    return "\n".join(["| measure | what it is | classes |", "|---|---|---|", *fills, circles])


def _formula(metric: Metric) -> str:
    source = "as the letter prints it" if metric.printed else "worked out from the two counts"
    return f"{metric.hits_word} out of {metric.base_word}, {source}"


def _classes(metric: Metric) -> str:
    return ", ".join(metric.classes)


def layouts_table() -> str:
    rows = [f"| `{layout.name}` | {layout.years} |" for layout in LAYOUTS]
    return "\n".join(["| layout | form of letter |", "|---|---|", *rows])


def renewed(text: str) -> str:
    """The README with its tables made anew."""
    for name, table in (("metrics", metrics_table()), ("layouts", layouts_table())):
        pattern = rf"(<!-- {name} -->\n).*?(<!-- /{name} -->)"
        text, found = re.subn(pattern, lambda m, t=table: f"{m[1]}{t}\n{m[2]}", text, flags=re.DOTALL)
        assert found == 1, f"the README has no place for the table of {name}"
    return text


def test_the_tables_of_the_readme_are_those_of_the_code() -> None:
    text = README.read_text("utf-8")
    assert text == renewed(text), "stale; run: python tests/test_readme.py"


if __name__ == "__main__":
    README.write_text(renewed(README.read_text("utf-8")), "utf-8")
