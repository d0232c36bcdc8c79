"""Letters that LibreOffice Writer lays out from HTML and exports; it is slow, so only for making examples."""

import json
import subprocess
import tempfile
from pathlib import Path

from tests.generators import html_letter
from tests.generators.wording import Figures, Options


def _filter(options: Options) -> dict[str, object]:
    return {"UseTaggedPDF": {"type": "boolean", "value": str(options.tagged).lower()}}


def write(figures: Figures, name: str, period: str, options: Options) -> bytes:
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder, "letter.html")
        html = html_letter.page(figures, name, period, options)
        # Writer knows the attribute, not the rule, for borders; and no sections of pages.
        html = html.replace(
            "<table>", f"<table border={int(options.rules == 'all')} cellspacing=0 width=100%>"
        )
        html = html.replace("</section><section>", '<p style="page-break-before:always"></p>')
        source.write_text(html, encoding="utf-8")
        subprocess.run(
            [
                "soffice",
                f"-env:UserInstallation=file://{folder}/profile",
                "--headless",
                "--infilter=HTML (StarWriter)",
                "--convert-to",
                f"pdf:writer_pdf_Export:{json.dumps(_filter(options))}",
                "--outdir",
                folder,
                str(source),
            ],
            check=True,
            capture_output=True,
            timeout=120,
        )
        return Path(folder, "letter.pdf").read_bytes()
