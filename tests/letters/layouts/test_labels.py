"""A label is known however it is printed."""

import pytest

from mapper.letters.layouts.labels import normal_form


@pytest.mark.parametrize(
    "label",
    [
        "Benefits and Tax",
        "BENEFITS & TAX",
        "Bene\ufb01ts and Tax*",
        "Bene-\nfits and tax",
        "Benefits\u00a0and\u00adTax**",
    ],
)
def test_a_label_is_known_however_it_is_printed(label: str) -> None:
    assert normal_form(label) == "benefitsandtax"
