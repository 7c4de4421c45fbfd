#!/bin/sh
# Renews requirements/*.txt from pyproject.toml: exact versions with hashes, for every supported
# Python and system at once. Needs the network. Uses uv from PATH, else from a throw-away venv.
set -eu

cd "$(dirname "$0")/.."
tmp=$(mktemp -d)
trap 'rm -rf "$tmp"' EXIT

if command -v uv >/dev/null 2>&1; then
  uv=uv
else
  "${PYTHON:-python3}" -m venv "$tmp/venv"
  "$tmp/venv/bin/python" -m pip install --quiet --disable-pip-version-check 'uv>=0.13,<0.14'
  uv=$tmp/venv/bin/uv
fi

# lock NAME [OPTION…]: compiles requirements/NAME.txt. Addresses of package indexes stay out of the file,
# so that every machine uses the index it is set up for; the hashes say that it is the same package.
lock() {
  name=$1
  shift
  {
    echo "# Made by 'make lock' from pyproject.toml: change that, not this."
    "$uv" pip compile "$@" \
      --universal --python-version 3.11 --generate-hashes --upgrade --no-config --no-sources \
      --annotation-style line --no-header --no-emit-index-url --no-emit-find-links --quiet
  } >"$tmp/$name.txt"
  if grep -n '://\|^-' "$tmp/$name.txt"; then
    echo "lock: an address or an option got into $name.txt (above); nothing was changed" >&2
    exit 1
  fi
}

lock build pyproject.toml --extra maps --extra pandoc --extra preview --group setup
lock dev pyproject.toml --all-extras --group setup --group dev --group browser --group validators \
  --constraints "$tmp/build.txt"
lock peers --group pyproject.toml:peers --constraints "$tmp/dev.txt"

# Written only when all are good, and without the paths of this run's constraints.
cp "$tmp/build.txt" requirements/
for name in dev peers; do
  sed 's/, -c [^,]*$//; s/ -c [^,]*,//' "$tmp/$name.txt" >"requirements/$name.txt"
done
for name in build dev peers; do
  echo "lock: requirements/$name.txt, $(grep -c '==' "requirements/$name.txt") packages"
done
