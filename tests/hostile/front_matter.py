"""Hostile front matter and settings."""

from __future__ import annotations

from tests.hostile.pieces import BRIEF, PROJECT, SETTINGS, Case, front, project, settings, text, title

_GOOD_HEAD = text("")[BRIEF]
assert isinstance(_GOOD_HEAD, str)

CASES: dict[str, Case] = {
    "alias-to-itself": front("keywords: &a [*a]"),
    "alias-to-nothing": front("subtitle: *nowhere"),
    "anchor-twice": front("subtitle: &a One\nshort_title: &a Two"),
    "merge-key": front("<<: {subtitle: Smuggled in}"),
    "merge-key-alias": settings("licence: &l CC-BY-4.0\n<<: *l"),
    "tag-python": title("!!python/object/apply:os.system ['touch /tmp/briefgen-was-here']"),
    "tag-binary": title("!!binary aGVsbG8="),
    "tag-set": front("keywords: !!set {a, b}"),
    "tag-own": front("subtitle: !secret value"),
    "directive-tag": {BRIEF: "---\n%TAG ! tag:evil.example,2000:\ntitle: !x y\n---\nText.\n"},
    "number-huge": settings(f"number: {'9' * 6000}"),
    "number-exponent": settings("number: 1e999999999"),
    "number-infinite": settings("number: .inf"),
    "number-words": settings("number: .nan"),
    "date-huge": {SETTINGS: "date: 999999999999-01-01\nstage: published\nauthors: [{name: A}]\n"},
    "date-thirteenth-month": {SETTINGS: "date: 2021-24-01\nstage: published\nauthors: [{name: A}]\n"},
    "key-list": front("? [a, b]\n: c"),
    "key-empty": front("'': empty"),
    "key-long": front(f"{'k' * 3000}: long"),
    "key-with-control": front('"a\\x07b": bell'),
    "escape-nul": title('"A \\0 title"'),
    "escape-surrogate": title('"A \\ud800 title"'),
    "escape-private": title('"A \\ue000 title"'),
    "escape-line-separator": title('"A \\u2028 title"'),
    "escape-direction": title('"A \\u202e title"'),
    "bom-in-the-middle": front("subtitle: A\ufeffB"),
    "bom-twice": {BRIEF: "\ufeff\ufeff" + _GOOD_HEAD},
    "encoding-utf32": {BRIEF: _GOOD_HEAD.encode("utf-32")},
    "encoding-utf16-settings": {SETTINGS: "date: 2026-01-01\n".encode("utf-16-be")},
    "encoding-utf7": {BRIEF: b"+LS0t-\ntitle: x\n"},
    "encoding-surrogates-written": {BRIEF: _GOOD_HEAD.encode() + b"\xed\xa0\x80\n"},
    "encoding-overlong": {BRIEF: _GOOD_HEAD.encode() + b"\xc0\xaf\n"},
    "binary-file": {BRIEF: bytes(range(256)) * 40},
    "line-ends-of-old-macs": {BRIEF: _GOOD_HEAD.replace("\n", "\r")},
    "line-ends-mixed": {BRIEF: _GOOD_HEAD.replace("\n", "\r\n", 4)},
    "depth-of-blocks": {SETTINGS: "".join(f"{' ' * n}a:\n" for n in range(400))},
    "depth-of-flow": front("keywords: " + "{a: " * 900 + "}" * 900),
    "list-long": front("keywords: [" + "a, " * 150_000 + "a]"),
    "keys-many": front("\n".join(f"k{n}: v" for n in range(300))),
    "scalar-long": title("a" * 60_000),
    "scalar-of-brackets": title('"' + "[" * 4000 + '"'),
    "scalar-of-images": front('subtitle: "' + "![" * 3000 + '"'),
    "scalar-of-links": front('subtitle: "' + "[a](" * 2500 + '"'),
    "scalar-of-addresses": front('subtitle: "' + "<http://a" * 2500 + '"'),
    "scalar-of-stars": front('subtitle: "' + "*a **b " * 3000 + '"'),
    "scalar-of-backticks": front('subtitle: "' + "".join("`" * n + " " for n in range(1, 250)) + '"'),
    "html-in-title": title('"A <script>alert(1)</script> title"'),
    "html-handler-in-title": title('"A <b onclick=alert(1)>title</b>"'),
    "template-in-title": title('"{{ cycler.__init__.__globals__ }}"'),
    "markup-in-author": {
        SETTINGS: 'date: 2026-11-24\nstage: published\nauthors: [{name: "<img src=x onerror=alert(1)>"}]\n'
    },
    "address-of-script": settings("doi: javascript:alert(1)"),
    "address-of-site": {
        PROJECT: str(project("")[PROJECT]).replace("https://briefs", "javascript:alert(1)//briefs")
    },
    "address-of-publisher": {
        PROJECT: str(project("")[PROJECT]).replace("url: https://", "url: data:text/html,//")
    },
    "address-with-quotes": {
        PROJECT: str(project("")[PROJECT]).replace(
            "example/\nsite", 'example/"><script>alert(1)</script>\nsite'
        )
    },
    "language-with-path": {PROJECT: str(project("")[PROJECT]).replace("[en]", "[en, ../../x]")},
    "language-many": {
        PROJECT: str(project("")[PROJECT]).replace("[en]", "[" + ", ".join(f"x{n}" for n in range(40)) + "]")
    },
    "brand-with-path": project("brand: ../../../etc"),
    "brand-absolute": project("brand: /etc/passwd"),
    "brand-with-nul": project('brand: "a\\0b"'),
    "documents-many": {SETTINGS: "---\na: 1\n" * 500},
    "nothing": {SETTINGS: ""},
    "only-comments": {PROJECT: "# nothing\n" * 1000},
    "limits-of-nothing": project("limits: {seconds: 0, memory: 1 MB, pages: 0}"),
}
