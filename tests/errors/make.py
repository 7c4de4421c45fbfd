"""Bad inputs that cannot stand in a repository as they are: a function for each case, named after it."""

from __future__ import annotations

import shutil
import struct
import zlib
from pathlib import Path

from fontTools.ttLib import TTFont

from briefgen.design.shipped import shipped_root

BRIEF = "briefs/good/brief.md"
SETTINGS = "briefs/good/publication.yml"
FIGURES = "briefs/good/figures"


def file_outside_symlink(root: Path) -> None:
    outside = root.parent / "outside.png"
    outside.write_bytes(_png(4, 4))
    _folder(root).joinpath("plan.png").symlink_to(outside)


def file_too_large(root: Path) -> None:
    _sparse(_folder(root) / "map.png")


def file_too_large_markdown(root: Path) -> None:
    _sparse(root / BRIEF)


def file_unreadable(root: Path) -> None:
    _folder(root).joinpath("loop.png").symlink_to("loop.png")


def not_utf8(root: Path) -> None:
    """Saved by an old Windows editor, after a line with characters of several bytes."""
    path = root / BRIEF
    text = path.read_text(encoding="utf-8").encode() + "Été — 合作社 and ".encode() + b"caf\xe9.\n"
    path.write_bytes(text)


def not_utf8_utf16(root: Path) -> None:
    path = root / BRIEF
    path.write_bytes(path.read_text(encoding="utf-8").encode("utf-16"))


def not_utf8_settings(root: Path) -> None:
    with (root / SETTINGS).open("ab") as file:
        file.write(b"topics: [\xc9ducation]\n")


def nul_character(root: Path) -> None:
    with (root / BRIEF).open("a", encoding="utf-8") as file:
        file.write("Text with a \0 in it.\n")


def yaml_broken_control(root: Path) -> None:
    with (root / SETTINGS).open("a", encoding="utf-8") as file:
        file.write("topics: [a\x07b]\n")


def yaml_too_large_bomb(root: Path) -> None:
    """Nine levels of nine references each: 387 million values from nine lines."""
    lines = ["a: &a [x, x, x, x, x, x, x, x, x]"]
    for before, name in zip("abcdefgh", "bcdefghi", strict=True):
        lines.append(f"{name}: &{name} [{', '.join([f'*{before}'] * 9)}]")
    with (root / SETTINGS).open("a", encoding="utf-8") as file:
        file.write("\n".join(lines) + "\n")


def yaml_too_large_depth(root: Path) -> None:
    with (root / SETTINGS).open("a", encoding="utf-8") as file:
        file.write(f"topics: {'[' * 3000}{']' * 3000}\n")


def bad_value_colour(root: Path) -> None:
    _edit(_brand(root), '"#17282e"', "dark blue")


def bad_value_colour_name(root: Path) -> None:
    _edit(_brand(root), 'quiet: "#a9babd"', "quiet: teal-brihgt")


def bad_value_length(root: Path) -> None:
    _append_to_brand(root, "    paper: {size-title: large}\n")


def bad_value_citation_style(root: Path) -> None:
    _append_to_brand(root, "    citations: {form: author-date, style: apaa}\n")


def bad_value_citation_form(root: Path) -> None:
    _append_to_brand(root, "    citations: {form: numeric, style: apa}\n")


def _own_citation_style(root: Path) -> None:
    _append_to_brand(root, "    citations: {style: own}\n")


citations_failed = _own_citation_style
citation_style_broken = citation_style_broken_dependent = citation_style_broken_html = _own_citation_style


def bad_value_density_order(root: Path) -> None:
    _edit(_brand(root), "leading: 1.4, space", "leading: 1.45, space")


def bad_value_density_size(root: Path) -> None:
    _edit(_brand(root), "compact: {size: 9.5pt", "compact: {size: 8pt")


def unknown_key_token(root: Path) -> None:
    _append_to_brand(root, "    screen: {size-tittle: 3rem}\n")


def contrast_low(root: Path) -> None:
    _edit(_brand(root), "      light:\n", '      light:\n        quiet: "#7d8d92"\n')


def chart_colours(root: Path) -> None:
    """A green that looks like the clay to many, and a colour too pale for a white ground."""
    _edit(_brand(root), "colors: [teal, clay-warm, sky,", 'colors: [teal, clay-warm, "#6a8f2f", "#e0c080",')


def contrast_low_block(root: Path) -> None:
    _edit(_brand(root), "      light:\n", "      light:\n        kinds: {article: ochre}\n")


def contrast_low_default(root: Path) -> None:
    """The colour of links follows from the typography, where nothing of `colors` is said."""
    _edit(_brand(root), "color: teal\n", "color: clay-warm\n")


def contrast_low_grounds(root: Path) -> None:
    """Nothing can be read on a white, a grey and a black ground alike."""
    _edit(_brand(root), "panel-key: teal-tint", "panel-key: '#000000'\n        panel: '#999999'")


def markup_too_complex_brackets(root: Path) -> None:
    _append(root, "[" * 4000)


def markup_too_complex_quotes(root: Path) -> None:
    _append(root, ">" * 4000 + " deep")


def markup_too_complex_lists(root: Path) -> None:
    _append(root, "- " * 2000 + "deep")


def markup_too_complex_divs(root: Path) -> None:
    _append(root, "<div>" * 1400 + "deep" + "</div>" * 1400)


def image_broken_truncated(root: Path) -> None:
    data = _png(200, 200)
    _folder(root).joinpath("map.png").write_bytes(data[: len(data) // 2])


def image_broken_html(root: Path) -> None:
    _folder(root).joinpath("photo.jpg").write_text("<!doctype html><title>Not found</title>")


def image_broken_wrong_name(root: Path) -> None:
    _folder(root).joinpath("map.jpg").write_bytes(_png(4, 4))


def image_broken_empty(root: Path) -> None:
    _folder(root).joinpath("map.png").touch()


def image_huge(root: Path) -> None:
    _folder(root).joinpath("map.png").write_bytes(_png(9000, 7000, rows=1))


def image_huge_bomb(root: Path) -> None:
    _folder(root).joinpath("map.png").write_bytes(_png(60_000, 60_000, rows=1))


def font_missing(root: Path) -> None:
    _brand(root)
    brand = root / "styles/brands/long-table/brand.yml"
    brand.write_text(
        brand.read_text("utf-8").replace("public-sans-600i.ttf", "public-sans-650i.ttf"), "utf-8"
    )


def font_missing_format(root: Path) -> None:
    _brand(root)
    (root / "styles/fonts/public-sans-600i.woff2").write_text("<!doctype html><title>Not found</title>")


def text_unreadable(root: Path) -> None:
    """A font that draws Đ with the shape of Ð. It has a name of its own, as fonts stay loaded in a test process."""
    _edit(root / "styles/brands/plain/brand.yml", "Public Sans", "One Shape Sans")
    path = root / "styles/fonts/public-sans-400.ttf"
    path.parent.mkdir()
    font = TTFont(shipped_root() / "styles/fonts/public-sans-400.ttf")
    for table in font["cmap"].tables:
        table.cmap[ord("Đ")] = table.cmap[ord("Ð")]
    font.save(path)


def render_failed(root: Path) -> None:
    """More levels than the layout engine can follow, from a template (texts are refused earlier)."""
    template = root / "templates/kinds/brief.html"
    template.parent.mkdir(parents=True)
    deep = "<div>" * 3000 + "deep"
    template.write_text("{% extends 'document.html' %}{% block side %}" + deep + "{% endblock %}")


def good_own_colour(root: Path) -> None:
    """A brand file of the project's own; fonts and logos stay the shipped ones."""
    brand = _brand(root)
    _edit(brand, '"#17282e"', '"#101010"')
    for path in (root / "styles").rglob("*"):
        if path.is_file() and path != brand:
            path.unlink()


def good_bom_crlf(root: Path) -> None:
    for path in (root / BRIEF, root / SETTINGS, root / "briefgen.yml"):
        path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes().replace(b"\n", b"\r\n"))


# --- pieces ------------------------------------------------------------------------------------------


def _folder(root: Path) -> Path:
    folder = root / FIGURES
    folder.mkdir(parents=True, exist_ok=True)
    return folder


def _brand(root: Path) -> Path:
    """A copy of the shipped styles in the project; its brand file."""
    shutil.copytree(shipped_root() / "styles", root / "styles", dirs_exist_ok=True)
    return root / "styles/brands/long-table/brand.yml"


def _append_to_brand(root: Path, text: str) -> None:
    with _brand(root).open("a", encoding="utf-8") as file:
        file.write(text)


def _edit(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


def _append(root: Path, text: str) -> None:
    with (root / BRIEF).open("a", encoding="utf-8") as file:
        file.write(f"\n{text}\n")


def _sparse(path: Path) -> None:
    """33 MB that take no room on the disk."""
    with path.open("wb") as file:
        file.truncate(33_000_000)


def _png(width: int, height: int, rows: int | None = None) -> bytes:
    """A grey picture; with `rows`, one that claims more rows than it has."""

    def chunk(name: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))

    header = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    noise = bytes(place * place % 251 for place in range(width))
    data = zlib.compress((b"\0" + noise) * (rows or height))
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", data) + chunk(b"IEND", b"")


def bad_value_cmyk(root: Path) -> None:
    brand = _brand(root)
    _edit(brand, "      stone: [0, 0, 0, 68]", "      stone: [100, 90, 90, 68]")
    _edit(brand, "      teal: [90, 45, 40, 25]", "      teal: [90, 145, 40]")


def bad_value_cmyk_colour(root: Path) -> None:
    _edit(
        _brand(root),
        "      stone: [0, 0, 0, 68]",
        "      foreground: [0, 0, 0, 90]\n      stoen: [0, 0, 0, 68]",
    )


def bad_value_cmyk_twice(root: Path) -> None:
    _edit(_brand(root), "      stone: [0, 0, 0, 68]", "      foreground: [0, 0, 0, 90]")
