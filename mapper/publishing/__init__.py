"""What happens to a finished site: `swap` puts it in place, `preview` serves it, `check` verifies it.

Import these modules by name. Nothing is imported here, so that the preview does without the libraries that the
check loads.
"""

BUILD_REPORT = "data/build-report.json"
"""The path of the build report; a folder that has one is recognised as a site built by this program."""

FIGURES = "data/figures.csv"
"""The path of the list of all figures."""
