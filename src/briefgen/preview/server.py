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
import signal
import socket
import threading
from collections.abc import AsyncIterator
from contextlib import suppress
from dataclasses import dataclass, field, replace
from importlib.resources import files
from pathlib import Path

import uvicorn
from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, Response, StreamingResponse
from starlette.routing import Route

from briefgen.content.manuscript import load_project
from briefgen.content.order import Order
from briefgen.core.workers import end_all
from briefgen.core.workspace import SHIPPED, Workspace
from briefgen.design.shipped import shipped_root
from briefgen.output.made import PDF
from briefgen.output.page_pictures import Sheet, picture, sheets
from briefgen.preview import views
from briefgen.preview.audience import Audience
from briefgen.preview.guard import Guard
from briefgen.preview.session import Session

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
_BRANDS = "styles/brands"

_WIDEST = 2400
"""Pixels that a picture of a page may be wide."""


@dataclass
class Preview:
    """A project in all the brands that somebody has asked for."""

    root: Path
    order: Order
    brands: tuple[str, ...]
    editor: str = ""
    audience: Audience = field(default_factory=Audience)
    _sessions: dict[str, Session] = field(default_factory=dict)
    _sheets: dict[str, tuple[Sheet, ...]] = field(default_factory=dict)
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def session(self, brand: str) -> Session:
        """The project in a brand; raises `KeyError` for one that there is not."""
        if brand not in self.brands:
            raise KeyError(brand)
        with self._lock:
            if brand not in self._sessions:
                order = self.order if brand == self.brands[0] else replace(self.order, brand=brand)

                def tell(what: str, path: str, page: str) -> None:
                    self.audience.tell({"what": what, "path": path, "brand": brand, "page": page})

                self._sessions[brand] = Session(self.root, order, brand, tell)
                self._sessions[brand].start()
            return self._sessions[brand]

    def stop(self) -> None:
        self.audience.tell(None)
        for session in self._sessions.values():
            session.stop()
        end_all()

    def edition_of(self, source: str) -> str:
        """The edition that somebody means by its file or its publication's folder: the first in the first language."""
        paths = self.session(self.brands[0]).stage.paths
        return next((path for path in paths if path == source or path.startswith(f"{source}/")), source)

    # --- answers ----------------------------------------------------------------------------------------

    def sheets_of(self, brand: str, path: str) -> tuple[Sheet, ...]:
        pdf = self._pdf(brand, path)
        if pdf is None:
            return ()
        digest, data = pdf
        if digest not in self._sheets:
            if len(self._sheets) > 64:
                self._sheets.clear()
            self._sheets[digest] = sheets(data)
        return self._sheets[digest]

    def sheet(self, brand: str, path: str, number: int, width: int) -> bytes | None:
        pdf = self._pdf(brand, path)
        try:
            return picture(pdf[1], number, min(max(width, 40), _WIDEST)) if pdf else None
        except IndexError:
            return None

    def _pdf(self, brand: str, path: str) -> tuple[str, bytes] | None:
        shown = self.session(brand).shown(path)
        paper = shown.paper if shown else None
        found = (file.content for file in (paper.files if paper else ()) if file.role == PDF)
        return next(((content.digest, content.read()) for content in found), None)


def application(preview: Preview, token: str | None) -> Guard:
    """The preview as an ASGI application."""

    def brand_of(request: Request) -> str:
        return request.query_params.get("brand") or preview.brands[0]

    async def client(request: Request) -> Response:
        return _client_file(request.path_params["name"])

    async def desk(_: Request) -> Response:
        return _client_file("desk.html")

    async def view(_: Request) -> Response:
        return _client_file("view.html")

    async def series(request: Request) -> Response:
        session = await run_in_threadpool(preview.session, brand_of(request))
        answer = await run_in_threadpool(views.series, session)
        return JSONResponse(
            {**answer, "brands": preview.brands, "root": str(preview.root), "editor": preview.editor}
        )

    async def edition(request: Request) -> Response:
        brand, path = brand_of(request), request.query_params.get("path", "")

        def answered() -> views.Json | None:
            session = preview.session(brand)
            return views.edition(session, path, preview.sheets_of(brand, path))

        answer = await run_in_threadpool(answered)
        return JSONResponse(answer) if answer else _not_found()

    async def place(request: Request) -> Response:
        asked = request.query_params
        session = await run_in_threadpool(preview.session, brand_of(request))
        answer = await run_in_threadpool(views.place, session, asked.get("path", ""), asked)
        return JSONResponse(answer) if answer else _not_found()

    async def site(request: Request) -> Response:
        session = await run_in_threadpool(preview.session, request.path_params["brand"])
        address = request.path_params["address"]
        data = await run_in_threadpool(session.file, address)
        return Response(data, media_type=_media_type(address)) if data is not None else _not_found()

    async def sheet(request: Request) -> Response:
        parts, width = request.path_params, request.query_params.get("width", "")
        data = await run_in_threadpool(
            preview.sheet,
            parts["brand"],
            parts["path"],
            parts["number"],
            int(width) if width.isdigit() else 1000,
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
        Route("/sheet/{brand}/{number:int}/{path:path}", sheet),
    ]
    return Guard(Starlette(routes=routes, exception_handlers={KeyError: not_there}), token)


async def _news(audience: Audience, session: Session, path: str) -> AsyncIterator[bytes]:
    """News as they come, and a sign of life every few seconds, by which is noticed that nobody listens any more."""
    queue = audience.join()
    if path:
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
        if path:
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


def open_preview(root: Path, order: Order, editor: str) -> Preview:
    """A preview of a project, which begins to read it."""
    workspace = Workspace(root, shipped_root())
    project, _ = load_project(workspace.door())
    own = order.brand or (project.brand if project else "")
    folders = (*workspace.list(_BRANDS), *workspace.list(SHIPPED + _BRANDS))
    others = sorted({name.rstrip("/") for name in folders if name.endswith("/")} - {own})
    preview = Preview(root, order, (own, *others), editor)
    preview.session(own)
    return preview


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
        if hasattr(signal, name):
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
