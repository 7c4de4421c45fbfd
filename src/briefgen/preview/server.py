"""The preview's addresses. It answers questions and changes nothing.

/                            the desk: all publications
/view/<edition>              a window on an edition
/site/<brand>/<address>      the site as a build would publish it
/sheet/<brand>/<n>/<edition> a page of a PDF as a picture
/api/series, /api/edition    what desk and windows are told; /api/events says when there is more
/api/place                   the line of the source that says what stands somewhere
/client/<file>               the desk's own files
"""

from __future__ import annotations

import asyncio
import json
import logging
import mimetypes
import re
import signal
import socket
import threading
from collections.abc import AsyncIterator, Callable
from contextlib import suppress
from importlib.resources import files
from typing import TypeVar

import uvicorn
from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, Response, StreamingResponse
from starlette.routing import Route

from briefgen.core.store import Damaged
from briefgen.preview import views
from briefgen.preview.audience import Audience
from briefgen.preview.guard import Guard
from briefgen.preview.session import Session
from briefgen.preview.sessions import Preview

_CLIENT = (
    "desk.html",
    "desk.js",
    "view.html",
    "view.js",
    "events.js",
    "page.js",
    "problems.js",
    "sheets.js",
    "preview.css",
    "idiomorph.min.js",
)
Answer = TypeVar("Answer")

_PAGE = re.compile(r"[0-9]{1,4}")


def application(preview: Preview, token: str | None) -> Guard:
    """The preview as an ASGI application."""

    def brand_of(request: Request) -> str:
        return request.query_params.get("brand") or preview.brands[0]

    async def whole(brand: str, ask: Callable[..., Answer], *about: object) -> Answer:
        """An answer; asked again when the store has been emptied in the meantime."""
        try:
            return await run_in_threadpool(ask, *about)
        except Damaged:
            preview.session(brand).forget()
            return await run_in_threadpool(ask, *about)

    async def client(request: Request) -> Response:
        return _client_file(request.path_params["name"])

    async def desk(_: Request) -> Response:
        return _client_file("desk.html")

    async def view(_: Request) -> Response:
        return _client_file("view.html")

    async def series(request: Request) -> Response:
        session = await run_in_threadpool(preview.session, brand_of(request))
        answer = await whole(session.brand, views.series, session)
        return JSONResponse(
            {**answer, "brands": preview.brands, "root": str(preview.root), "editor": preview.editor}
        )

    async def edition(request: Request) -> Response:
        brand, path = brand_of(request), request.query_params.get("path", "")

        def answered() -> views.Json | None:
            session = preview.session(brand)
            return views.edition(session, path, preview.sheets_of(brand, path))

        answer = await whole(brand, answered)
        return JSONResponse(answer) if answer else _not_found()

    async def place(request: Request) -> Response:
        asked = request.query_params
        session = await run_in_threadpool(preview.session, brand_of(request))
        answer = await whole(session.brand, views.place, session, asked.get("path", ""), asked)
        return JSONResponse(answer) if answer else _not_found()

    async def site(request: Request) -> Response:
        session = await run_in_threadpool(preview.session, request.path_params["brand"])
        address = request.path_params["address"]
        data = await whole(session.brand, session.file, address)
        return Response(data, media_type=_media_type(address)) if data is not None else _not_found()

    async def sheet(request: Request) -> Response:
        parts, width = request.path_params, request.query_params.get("width", "")
        if not _PAGE.fullmatch(parts["number"]):
            return _not_found()
        data = await whole(
            parts["brand"],
            preview.sheet,
            parts["brand"],
            parts["path"],
            int(parts["number"]),
            int(width) if width.isdecimal() and len(width) < 6 else 1000,
        )
        return Response(data, media_type="image/png") if data else _not_found()

    async def events(request: Request) -> Response:
        session = await run_in_threadpool(preview.session, brand_of(request))
        return StreamingResponse(
            _news(preview.audience, session, request.query_params.get("path", "")),
            media_type="text/event-stream",
        )

    async def not_there(_: Request, __: Exception) -> Response:
        return _not_found()

    routes = [
        Route("/", desk),
        Route("/view/{path:path}", view),
        Route("/client/{name}", client),
        Route("/api/series", series),
        Route("/api/edition", edition),
        Route("/api/place", place),
        Route("/api/events", events),
        Route("/site/{brand}/{address:path}", site),
        Route("/sheet/{brand}/{number}/{path:path}", sheet),
    ]
    return Guard(Starlette(routes=routes, exception_handlers={KeyError: not_there}), token)


async def _news(audience: Audience, session: Session, path: str) -> AsyncIterator[bytes]:
    """News as they come, and a sign of life every few seconds, by which is noticed that nobody listens any more."""
    queue = audience.join()
    session.look_at(path)
    try:
        yield b"retry: 500\n\n"
        while True:
            try:
                news = await asyncio.wait_for(queue.get(), 5)
            except TimeoutError:
                yield b": here\n\n"
                continue
            if news is None:
                return
            if (news["brand"] == session.brand and news["path"] in ("", path)) or not path:
                page = news["page"] if path else ""
                yield f"data: {json.dumps({**news, 'page': page})}\n\n".encode()
    finally:
        audience.leave(queue)
        session.look_away(path)


def _client_file(name: str) -> Response:
    if name not in _CLIENT:
        return _not_found()
    data = files("briefgen.preview").joinpath("client", name).read_bytes()
    return Response(data, media_type=_media_type(name))


def _media_type(name: str) -> str:
    if name.endswith("/") or not name:
        return "text/html"
    kind = {
        ".js": "text/javascript",
        ".woff2": "font/woff2",
        ".csv": "text/csv",
        ".jsonld": "application/ld+json",
    }
    ending = name[name.rfind(".") :]
    return kind.get(ending) or mimetypes.guess_type(name)[0] or "application/octet-stream"


def _not_found() -> Response:
    return PlainTextResponse("there is nothing here\n", 404)


def serve(preview: Preview, listening: socket.socket, token: str | None) -> None:
    """Answer until interrupted. The server has a thread of its own, so that Ctrl-C is heard here: first whoever listens
    is told that this is the end."""
    settings = uvicorn.Config(
        application(preview, token),
        log_level="warning",
        access_log=False,
        timeout_graceful_shutdown=1,
        lifespan="off",
    )
    server = uvicorn.Server(settings)
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]}, name="server", daemon=True)
    thread.start()
    for name in ("SIGTERM", "SIGHUP"):  # a terminal that is closed must leave no process behind
        if hasattr(signal, name) and signal.getsignal(getattr(signal, name)) != signal.SIG_IGN:
            signal.signal(getattr(signal, name), signal.getsignal(signal.SIGINT))
    with suppress(KeyboardInterrupt):
        while thread.is_alive():
            thread.join(1)
    if hasattr(signal, "setitimer"):
        signal.setitimer(signal.ITIMER_REAL, 0)  # it has been heard
    logging.getLogger("uvicorn.error").disabled = True  # that windows are still open is no error
    preview.audience.tell(None)
    server.should_exit = True
    preview.stop()
    thread.join(2)
