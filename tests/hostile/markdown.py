"""Hostile Markdown: what takes parsers minutes, or their stack."""

from __future__ import annotations

from tests.hostile.pieces import BRIEF, Case, text

_GOOD = text("")[BRIEF]
assert isinstance(_GOOD, str)

CASES: dict[str, Case] = {
    "brackets": text("[" * 30_000),
    "brackets-in-many-paragraphs": text("\n\n".join(["[" * 1400] * 10)),
    "brackets-closing": text("]" * 30_000),
    "images-open": text("![" * 5000),
    "links-open": text("[a](" * 5000),
    "links-open-with-titles": text('[a](b "' * 5000),
    "links-nested": text("[" * 700 + "a" + "](b)" * 700),
    "addresses-open": text("<http://a" * 5000),
    "angles-open": text("<" * 20_000),
    "tags-open": text("<a " * 5000),
    "comments-open": text("<!--" * 5000),
    "instructions-open": text("<?" * 5000),
    "cdata-open": text("<![CDATA[" * 3000),
    "entities": text("&" * 50_000 + "&#" * 20_000),
    "rules": text("- " * 5000),
    "rules-of-stars": text("* " * 5000),
    "rules-many": text("\n\n".join(["- - -"] * 500)),
    "emphasis-open": text("*a" * 3000),
    "emphasis-strong": text("**a *b " * 1500),
    "emphasis-mixed": text("*_" * 2500 + "a"),
    "stars": text("*" * 30_000),
    "underscores": text("_a" * 15_000),
    "backticks": text("".join("`" * n + "a" for n in range(1, 400))),
    "backticks-pairs": text("`a" * 15_000),
    "backslashes": text("\\" * 60_000),
    "quotes-deep": text("> " * 1500 + "a"),
    "quotes-deep-in-steps": text("\n".join(">" * n + " a" for n in range(1, 95))),
    "quotes-in-lists": text("- > " * 90 + "a"),
    "lists-deep": text("\n".join(" " * (4 * n) + "- a" for n in range(150))),
    "lists-deep-and-back": text("\n".join(" " * (4 * (n % 40)) + "1. a" for n in range(400))),
    "lists-on-one-line": text("1. " * 1500 + "a"),
    "list-of-many": text("- a\n" * 1000),
    "headings-of-signs": text("#" * 20_000),
    "underlines": text("a\n" + "=" * 50_000),
    "fence-open": text("```\n" + "never closed\n" * 2000),
    "fences-many": text("```\na\n```\n\n" * 200),
    "fence-of-signs": text("`" * 40_000),
    "fence-with-options": text("``` {" + ".a " * 5000 + "}\ncode\n```"),
    "table-wide": text("|" + "a|" * 500 + "\n|" + "-|" * 500 + "\n|" + "b|" * 500),
    "table-of-pipes": text("|" * 20_000 + "\n" + "-|" * 5000),
    "table-heads-many": text("\n\n".join(["|a|b|\n|-|-|\n|c|d|"] * 120)),
    "definitions-many": text("\n".join(f"[a{n}]: b" for n in range(4000))),
    "abbreviation-bomb": text("*[AB]: " + "x" * 10_000 + "\n\n" + "AB " * 500),
    "abbreviations-many": text("\n".join(f"*[A{n}]: Words" for n in range(300)) + "\n\nA1 A2"),
    "notes-many": text(
        "\n".join(f"A[^{n}]" for n in range(250)) + "\n\n" + "\n".join(f"[^{n}]: N" for n in range(250))
    ),
    "note-in-itself": text("A mark.[^1]\n\n[^1]: See the note.[^1]"),
    "notes-in-a-circle": text("A mark.[^1]\n\n[^1]: See.[^2]\n\n[^2]: See.[^1]"),
    "note-bomb": text("A[^1]\n" * 100 + "\n\n[^1]: " + "word " * 4000),
    "notes-in-each-other": text(
        "A[^0]\n\n" + "\n\n".join(f"[^{n}]: N[^{n + 1}][^{n + 1}]" for n in range(40)) + "\n\n[^40]: End."
    ),
    "attributes-open": text("A word{: " + ".a " * 10_000),
    "attributes-many": text("*a*{: ." + " .".join("b" * 3 for _ in range(4000)) + "}"),
    "attribute-of-a-handler": text("A paragraph.\n{: onclick=alert(1) style=position:fixed }"),
    "attribute-of-an-id": text("A paragraph.\n{: #main .briefgen data-b=1 }"),
    "attribute-on-a-heading": text(
        '## A heading {: #a onclick="alert(1)" href="javascript:alert(1)" }\n\nText.'
    ),
    "blocks-open": text("/// callout | A\n" * 300),
    "blocks-nested": text("\n\n".join(f"{'/' * (90 - n)} callout | A" for n in range(80)) + "\n\nText."),
    "blocks-of-slashes": text("/" * 30_000),
    "block-with-many-options": text(
        "/// callout | A\n" + "".join(f"    k{n}: v\n" for n in range(500)) + "\nText.\n///"
    ),
    "block-with-a-bomb": text("/// callout | A\n    tone: &a [x,x,x,x]\n    b: [*a,*a]\n\nText.\n///"),
    "braces": text("{{ 7 * 7 }} {% for x in range(10**9) %} {{ self.__class__ }} {% endfor %} {# hidden #}"),
    "smart-signs": text("\"'" * 1500),
    "dots": text("." * 60_000 + "-" * 60_000),
    "word-long": text("a" * 16_000),
    "word-of-hyphens": text("a-" * 10_000),
    "word-of-marks": text("e" + "\u0301" * 20_000),
    "invisible": text("\u200b\u200d\u2060\ufeff" * 5000),
    "line-separators": text("a\u2028b\u2029c\x85d\x0be\x0cf"),
    "directions": text("\u202e" * 500 + "\u2067" * 500),
    "math": text("$" * 20_000),
    "spaces": text(" " * 20_000 + "a"),
    "spaces-between": text("a" + " " * 20_000 + "b"),
    "tabs": text("\t" * 2000 + "- a"),
    "blank-lines": text("\n" * 5000),
    "numbers": text("1" * 20_000 + " " + "1," * 20_000),
    "addresses-long": text("https://example.org/" + "a/" * 3000),
    "addresses-many": text("https://example.org " * 600),
    "mails": text("a@" * 4000),
    "citations-open": text("[@" * 700 + "a"),
    "citations-many": text("[@a; " + "@b; " * 3000 + "]"),
    "stats-open": text("[12](stat:x) " * 700),
}
