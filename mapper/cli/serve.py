"""`mapper serve`: a built site, previewed on this machine."""

from pathlib import Path

import click

from mapper.cli.arguments import OLD_FOLDER
from mapper.cli.reporting import reporting_errors, say


@click.command()
@click.argument("site", type=OLD_FOLDER, default="site", metavar="[DIR]")
@click.option(
    "--port",
    type=click.IntRange(0, 65535),
    default=8000,
    show_default=True,
    metavar="N",
    help="Port; 0 takes any free one.",
)
@reporting_errors
def serve(site: Path, port: int) -> None:
    """Preview a built site in a browser on this machine.

    DIR is the folder of the site, "site" unless given. Other machines cannot reach it.
    """
    from mapper.publishing.preview import server

    with server(site, port) as running:
        say(f"http://127.0.0.1:{running.server_port}/  (stop with Ctrl+C)")
        try:
            running.serve_forever()
        except KeyboardInterrupt:
            say("Stopped.")
