"""`preview`."""

from __future__ import annotations

import socket
import sys
import threading
import webbrowser
from importlib.util import find_spec
from pathlib import Path

import click

from briefgen.commands.building import sources_of
from briefgen.commands.command import AUTHORS_ERRORS, CLEAN, Command, project_root, today
from briefgen.console import Console, Format
from briefgen.content.order import Order


@click.command(cls=Command, example="briefgen preview briefs/seven-pathways")
@click.argument("path", required=False, type=click.Path(path_type=Path), metavar="[PATH]")
@click.option(
    "--host", default="127.0.0.1", help="Where to listen. Beyond this machine a token is asked for."
)
@click.option(
    "--port", type=click.IntRange(0, 65535), default=8000, help="Default: 8000, or one that is free."
)
@click.option("--no-browser", is_flag=True, help="Do not open a browser.")
@click.option("--editor", metavar="NAME", envvar="BRIEFGEN_EDITOR",
              help="Opens lines: vscode, idea, sublime, zed, or an address with {path} and {line}.")  # fmt: skip
@click.option("--brand", metavar="NAME", help="In another brand than the project's.")
def preview(
    path: Path | None,
    host: str,
    port: int,
    no_browser: bool,
    editor: str | None,
    brand: str | None,
    project: Path | None,
    form: str,
    quiet: bool,
) -> int:
    """See pages and PDFs while you write: the desk of all publications, or one of them."""
    console = Console(Format(form), quiet)
    root = project_root(project, console)
    if root is None:
        return AUTHORS_ERRORS
    wanted = sources_of(root, (path,) if path else ())
    if not all(map(find_spec, ("starlette", "uvicorn", "watchfiles"))):
        from briefgen.core import messages

        advice = "install it with `pip install 'briefgen[preview]'`"
        console.report([messages.ENGINE_MISSING.at(None, what="the preview's server", advice=advice)])
        return AUTHORS_ERRORS
    from briefgen.core.scratch import put_aside
    from briefgen.preview.editors import editor_address
    from briefgen.preview.guard import is_loopback, new_token
    from briefgen.preview.server import serve
    from briefgen.preview.sessions import open_preview

    put_aside()
    listening = _listening(host, port)
    token = None if is_loopback(host) else new_token()
    order = Order(root / "dist", brand=brand, write=False, today=today())
    opened = open_preview(root, order, editor_address(editor))
    shown = f"[{host}]" if ":" in host else host
    address = f"http://{shown}:{listening.getsockname()[1]}/"
    address += f"view/{opened.edition_of(wanted[0])}" if wanted else ""
    address += f"?token={token}" if token else ""
    click.echo(address, file=sys.stdout)
    console.say("preview: Ctrl-C ends it")
    if not no_browser:  # some browsers come back only when they are closed
        threading.Thread(target=webbrowser.open, args=(address,), daemon=True).start()
    serve(opened, listening, token)
    return CLEAN


def _listening(host: str, port: int) -> socket.socket:
    """A socket at the port that is asked for, or else at one that is free."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    for wanted in (port, 0):
        listening = socket.socket(family, socket.SOCK_STREAM)
        listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            listening.bind((host, wanted))
        except OSError as error:
            listening.close()
            if wanted == 0:
                raise click.UsageError(f"cannot listen at {host}: {error.strerror}") from None
            continue
        listening.listen(128)  # whoever reads the address may come at once
        return listening
    raise AssertionError("one of the two is free")
