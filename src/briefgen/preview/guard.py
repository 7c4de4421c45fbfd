"""Who may ask: this machine's own pages, by this machine's names, or whoever has the token.

The preview writes nothing, so what must be kept is the text. A page elsewhere on the web cannot read it: it would have
to come from another origin, or under a name of its own that leads here (DNS rebinding), and both are refused. Pages of
the series are shown in a frame without scripts, and may load nothing but what belongs to them.
"""

from __future__ import annotations

import hmac
import secrets
from dataclasses import dataclass
from http.cookies import CookieError, SimpleCookie
from ipaddress import ip_address
from urllib.parse import parse_qs, urlsplit

from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

COOKIE = "briefgen-preview"

_OF_DESK = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; "
    "font-src 'self'; frame-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)
_OF_SITE = (
    "default-src 'none'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; font-src 'self'; base-uri 'none'; "
    "form-action 'none'; frame-ancestors 'self'; "
    "sandbox allow-same-origin allow-popups allow-popups-to-escape-sandbox"
)
"""For the pages of the series. The sandbox has no scripts; its origin is kept so that the desk can put a new page in
the place of the old one."""


def new_token() -> str:
    return secrets.token_urlsafe(24)


def is_loopback(host: str) -> bool:
    """Whether only this machine reaches an address."""
    try:
        return ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return host == "localhost"


@dataclass(frozen=True)
class Guard:
    """Stands before an application. `token` is None where only this machine reaches it."""

    app: ASGIApp
    token: str | None

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        headers = {name.decode("latin-1"): value.decode("latin-1") for name, value in scope["headers"]}
        try:
            refusal = self._refusal(scope, headers)
        except ValueError:  # an address that is none
            refusal = "ask for localhost"
        if refusal:
            await PlainTextResponse(f"{refusal}\n", 403)(scope, receive, send)
            return

        async def with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                policy = _OF_SITE if scope["path"].startswith("/site/") else _OF_DESK
                message["headers"] = [*message["headers"], *_fixed(policy), *self._cookie(scope)]
            await send(message)

        await self.app(scope, receive, with_headers)

    def _refusal(self, scope: Scope, headers: dict[str, str]) -> str:
        if scope["method"] not in ("GET", "HEAD"):
            return "nothing can be changed here"
        host = urlsplit(f"//{headers.get('host', '')}").hostname or ""
        if self.token is None and not is_loopback(host):
            return "ask for localhost"
        origin = headers.get("origin")
        if origin and urlsplit(origin).netloc != headers.get("host"):
            return "not for pages from elsewhere"
        if (
            headers.get("sec-fetch-site") in ("cross-site", "same-site")
            and headers.get("sec-fetch-mode") != "navigate"
        ):
            return "not for pages from elsewhere"
        if self.token is not None and not self._has_token(scope, headers):
            return "the address that briefgen printed holds a token: use that one"
        return ""

    def _has_token(self, scope: Scope, headers: dict[str, str]) -> bool:
        return any(
            hmac.compare_digest(one.encode(), (self.token or "").encode()) for one in _given(scope, headers)
        )

    def _cookie(self, scope: Scope) -> list[tuple[bytes, bytes]]:
        """Whoever comes with the token need not bring it again."""
        if self.token is None or "token" not in parse_qs(scope["query_string"].decode("latin-1")):
            return []
        return [(b"set-cookie", f"{COOKIE}={self.token}; HttpOnly; SameSite=Strict; Path=/".encode())]


def _given(scope: Scope, headers: dict[str, str]) -> list[str]:
    cookies: SimpleCookie = SimpleCookie()
    try:
        cookies.load(headers.get("cookie", ""))
    except CookieError:
        cookies = SimpleCookie()
    in_query = parse_qs(scope["query_string"].decode("latin-1")).get("token", [])
    return [*in_query, *([cookies[COOKIE].value] if COOKIE in cookies else [])]


def _fixed(policy: str) -> list[tuple[bytes, bytes]]:
    return [
        (b"content-security-policy", policy.encode()),
        (b"x-content-type-options", b"nosniff"),
        (b"referrer-policy", b"no-referrer"),
        (b"cross-origin-opener-policy", b"same-origin"),
        (b"cross-origin-resource-policy", b"same-origin"),
        (b"cache-control", b"no-store"),
    ]
