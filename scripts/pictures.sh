#!/bin/sh
# Makes the pictures of README.md from the series as it is built now. Needs poppler-utils, chromium and
# imagemagick; run after `make build`.
set -eu
cd "$(dirname "$0")/.."
out=docs/pictures
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
mkdir -p "$out"

pages() { # pages SLUG PDF FIRST LAST: pages of a PDF side by side
    pdftoppm -r 60 -f "$3" -l "$4" -png "$2" "$work/$1"
    montage "$work/$1"-*.png -tile x1 -geometry +8+8 -background '#d9dedd' "$out/$1.png"
}

screen() { # screen NAME PAGE WIDTH HEIGHT: a web page in a window of that size
    chromium --headless --no-sandbox --disable-gpu --hide-scrollbars --force-device-scale-factor=1 \
        --user-data-dir="$work/profile" --window-size="$3,$4" --screenshot="$out/$1.png" "file://$PWD/dist/$2" \
        >/dev/null 2>&1
}

pages brief dist/en/briefs/seven-pathways/seven-pathways-en.pdf 1 3
pages case-study dist/en/case-studies/sada-womens-cooperative/sada-womens-cooperative-en.pdf 1 3
pages arabic dist/ar/briefs/cooperatives-and-displacement/cooperatives-and-displacement-ar.pdf 1 3
.venv/bin/briefgen build briefs/seven-pathways --brand outer-mile --only pdf --out "$work/outer-mile" --quiet
pages second-brand "$work/outer-mile/en/briefs/seven-pathways/seven-pathways-en.pdf" 1 3
screen web en/briefs/seven-pathways/index.html 1280 900
screen home index.html 1280 900
for picture in "$out"/*.png; do
    convert "$picture" -colors 200 -strip "$work/small.png" && mv "$work/small.png" "$picture"
done
ls -l "$out"
