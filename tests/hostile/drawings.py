"""Hostile SVG files."""

from __future__ import annotations

from base64 import b64encode

from tests.hostile.pictures import png
from tests.hostile.pieces import Case, drawing, picture

_LAUGHS = (
    "".join(f'<g id="a{n}">' + f'<use href="#a{n + 1}"/>' * 10 + "</g>" for n in range(12))
    + '<g id="a12"><path d="M0 0h1"/></g><use href="#a0"/>'
)
_GRADIENTS = (
    "".join(f'<linearGradient id="g{n}" href="#g{(n + 1) % 3}"/>' for n in range(3))
    + '<rect width="9" height="9" fill="url(#g0)"/>'
)
_ENTITIES = (
    '<!DOCTYPE svg [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">]>'
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><text>&b;</text></svg>'
)
_OUTSIDE = (
    '<!DOCTYPE svg [<!ENTITY x SYSTEM "file:///etc/passwd">]>'
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><text>&x;</text></svg>'
)
_BOMB = b64encode(png(40_000, 40_000, rows=1)).decode()
_CUT = b64encode(png(40, 40)[:60]).decode()

CASES: dict[str, Case] = {
    "script": drawing("<script>alert(1)</script>"),
    "script-of-html": drawing('<h:script xmlns:h="http://www.w3.org/1999/xhtml">alert(1)</h:script>'),
    "script-in-capitals": drawing("<SCRIPT>alert(1)</SCRIPT>"),
    "handler": drawing('<rect width="9" height="9"/>', 'viewBox="0 0 9 9" onload="alert(1)"'),
    "handler-in-capitals": drawing('<rect width="9" height="9" ONCLICK="alert(1)"/>'),
    "handler-of-events": drawing('<handler type="x">alert(1)</handler>'),
    "foreign-object": drawing("<foreignObject><p>a</p></foreignObject>"),
    "html-image": drawing('<h:img xmlns:h="http://www.w3.org/1999/xhtml" src="http://evil.example/x"/>'),
    "html-refresh": drawing(
        '<h:meta xmlns:h="http://www.w3.org/1999/xhtml" http-equiv="refresh" content="0;url=http://evil.example/"/>'
    ),
    "html-form": drawing('<h:form xmlns:h="http://www.w3.org/1999/xhtml" action="http://evil.example/"/>'),
    "html-source-set": drawing(
        '<h:img xmlns:h="http://www.w3.org/1999/xhtml" srcset="http://evil.example/x 2x"/>'
    ),
    "image-elsewhere": drawing('<image href="http://evil.example/x.png" width="9" height="9"/>'),
    "image-old-name": drawing('<image xlink:href="http://evil.example/x.png" width="9" height="9"/>'),
    "image-of-file": drawing('<image href="file:///etc/passwd" width="9" height="9"/>'),
    "image-beside": drawing('<image href="../../other/secret.png" width="9" height="9"/>'),
    "image-of-drawing": drawing('<image href="data:image/svg+xml,&lt;svg/&gt;" width="9" height="9"/>'),
    "image-inside-bomb": drawing(f'<image href="data:image/png;base64,{_BOMB}" width="9" height="9"/>'),
    "image-inside-cut": drawing(f'<image href="data:image/png;base64,{_CUT}" width="9" height="9"/>'),
    "image-inside-text": drawing('<image href="data:image/png;base64,aGVsbG8=" width="9" height="9"/>'),
    "image-inside-bare": drawing('<image href="data:image/png;,hello" width="9" height="9"/>'),
    "use-elsewhere": drawing('<use href="http://evil.example/x.svg#a"/>'),
    "use-itself": drawing('<g id="a"><use href="#a"/></g>'),
    "use-in-a-circle": drawing('<g id="a"><use href="#b"/></g><g id="b"><use href="#a"/></g>'),
    "use-of-all": drawing('<use href="#a"/>', 'id="a" viewBox="0 0 9 9"'),
    "use-laughs": drawing(_LAUGHS),
    "pattern-in-itself": drawing(
        '<pattern id="p" width="1" height="1"><rect width="9" height="9" fill="url(#p)"/></pattern>'
        '<rect width="9" height="9" fill="url(#p)"/>'
    ),
    "mask-in-itself": drawing(
        '<mask id="m"><rect width="9" height="9" mask="url(#m)"/></mask><rect width="9" height="9" mask="url(#m)"/>'
    ),
    "clip-in-itself": drawing(
        '<clipPath id="c"><rect width="9" height="9" clip-path="url(#c)"/></clipPath><rect width="9" height="9" clip-path="url(#c)"/>'
    ),
    "marker-in-itself": drawing(
        '<marker id="m"><path d="M0 0h9" marker-end="url(#m)"/></marker><path d="M0 0h9" marker-end="url(#m)"/>'
    ),
    "gradients-in-a-circle": drawing(_GRADIENTS),
    "style-import": drawing("<style>@import 'http://evil.example/x.css';</style>"),
    "style-font": drawing("<style>@font-face{font-family:a;src:url(http://evil.example/x.ttf)}</style>"),
    "style-escaped": drawing("<style>rect{fill:u\\72 l(http://evil.example/x)}</style>"),
    "style-import-escaped": drawing("<style>@\\69mport 'http://evil.example/x.css';</style>"),
    "style-image-set": drawing("<style>rect{background:image-set('http://evil.example/x' 1x)}</style>"),
    "style-source": drawing("<style>@font-face{font-family:a;src:src('http://evil.example/x.ttf')}</style>"),
    "style-comment": drawing("<style>rect{fill:url/**/(http://evil.example/x)}</style>"),
    "style-attribute": drawing('<rect width="9" height="9" style="fill:url(http://evil.example/x)"/>'),
    "style-attribute-escaped": drawing(
        '<rect width="9" height="9" style="fill:u\\rl(http://evil.example/x)"/>'
    ),
    "filter-elsewhere": drawing('<rect width="9" height="9" filter="url(http://evil.example/x#f)"/>'),
    "filter-image": drawing('<filter id="f"><feImage href="http://evil.example/x"/></filter>'),
    "link-of-script": drawing('<a href="javascript:alert(1)"><text>a</text></a>'),
    "link-of-script-entity": drawing('<a href="java&#9;script:alert(1)"><text>a</text></a>'),
    "base-elsewhere": drawing('<use href="#a"/>', 'xml:base="http://evil.example/x.svg" viewBox="0 0 9 9"'),
    "include": drawing('<xi:include xmlns:xi="http://www.w3.org/2001/XInclude" href="file:///etc/passwd"/>'),
    "style-instruction": picture(
        "plan.svg",
        '<?xml-stylesheet href="http://evil.example/x.css"?><svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"/>',
    ),
    "entities": picture("plan.svg", _ENTITIES),
    "entities-outside": picture("plan.svg", _OUTSIDE),
    "entities-in-utf16": picture("plan.svg", _ENTITIES.encode("utf-16")),
    "entities-in-utf7": picture("plan.svg", b'<?xml version="1.0" encoding="utf-7"?>+ADw-svg/+AD4-'),
    "animate": drawing('<animate attributeName="href" values="javascript:alert(1)"/>'),
    "not-a-number": drawing('<rect width="NaN" height="Infinity" x="1e999"/>'),
    "size-huge": drawing("<path d='M0 0h9'/>", 'width="99999999999" height="99999999999"'),
    "size-exponent": drawing("<path d='M0 0h9'/>", 'width="1e300" height="1e300"'),
    "size-nothing": drawing("<path d='M0 0h9'/>", 'width="0" height="0"'),
    "size-negative": drawing("<path d='M0 0h9'/>", 'viewBox="0 0 -9 -9"'),
    "size-per-cent": drawing("<path d='M0 0h9'/>", 'width="100%" height="100%"'),
    "box-of-words": drawing("<path d='M0 0h9'/>", 'viewBox="a b c d"'),
    "groups-deep": drawing("<g>" * 3000 + "</g>" * 3000),
    "path-broken": drawing('<path d="M 0 0 Q q q A 1 1 1 1"/>'),
    "path-long": drawing('<path d="M0 0' + "l1 1" * 60_000 + '"/>'),
    "elements-many": drawing('<path d="M0 0h9"/>' * 30_000),
    "empty": picture("plan.svg", ""),
    "not-closed": picture("plan.svg", '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><g>'),
    "not-a-drawing": picture("plan.svg", "<html><script>alert(1)</script></html>"),
    "compressed": picture("plan.svg", b"\x1f\x8b\x08\x00\x00\x00\x00\x00"),
    "without-namespace": picture("plan.svg", '<svg viewBox="0 0 9 9"><path d="M0 0h9"/></svg>'),
}
