#!/bin/sh
# Sets this checkout up in .venv, from nothing if need be; run again, it finds everything done.
#
#   scripts/setup.sh build    what `briefgen build` needs
#   scripts/setup.sh test     that, and what tests and checks need
#
# PYTHON=/path/to/python3   the Python to make .venv with (3.11 or newer; else the first one found)
# BRIEFGEN_NO_APT=1         never install system packages, only say which are missing
set -eu

usage() {
  echo "usage: scripts/setup.sh build|test" >&2
  exit 2
}

[ $# -eq 1 ] || usage
kind=$1
case $kind in build | test) ;; *) usage ;; esac

cd "$(dirname "$0")/.."
root=$(pwd -P)
venv=.venv
venv_python=$venv/bin/python

# The caller's Python and pip settings must not steer where things go; where they come from is the caller's.
unset PYTHONHOME PYTHONPATH PIP_TARGET PIP_PREFIX
[ -n "${HOME:-}" ] || unset HOME
export PIP_USER=0 PIP_REQUIRE_VIRTUALENV=0 PIP_DISABLE_PIP_VERSION_CHECK=1 PIP_NO_INPUT=1

say() { echo "setup: $*" >&2; }

fail() {
  say "$*"
  exit 1
}

digest() {
  if command -v sha256sum >/dev/null 2>&1; then
    cat "$@" | sha256sum
  else
    cat "$@" | shasum -a 256
  fi
}

# ---- Is there anything to do? ----------------------------------------------------------------------
# Three stamps: where .venv was made and with which Python; the locked packages in it; the project in it.

home_state() {
  echo "$("$venv_python" -ISc 'import sys; print(sys.version)' 2>/dev/null) $root"
}

packages_state() { digest requirements/build.txt requirements/dev.txt requirements/node.txt scripts/setup.sh; }
project_state() { digest pyproject.toml; }

stamped() { [ -f "$venv/.setup-$1" ] && [ "$(cat "$venv/.setup-$1")" = "$2" ]; }
stamp() { printf '%s\n' "$2" >"$venv/.setup-$1"; }

home_current() {
  [ -x "$venv_python" ] && [ ! -e "$venv/.setup-unfinished" ] && stamped home "$(home_state)"
}

# What tests need holds all that a build needs.
packages_current() {
  stamped test "$packages" || { [ "$kind" = build ] && stamped build "$packages"; }
}

packages=$(packages_state)
project=$(project_state)

all_current() { home_current && packages_current && stamped project "$project"; }

if all_current; then exit 0; fi

# One set-up at a time; who waited may find it done.
if command -v flock >/dev/null 2>&1; then
  exec 9>.setup.lock
  flock 9
  if all_current; then exit 0; fi
fi

log=$(mktemp)
trap 'rm -f "$log"' EXIT

# quietly COMMAND…: runs it and shows what it printed only if it failed.
quietly() {
  if "$@" >"$log" 2>&1; then return 0; fi
  tail -n 25 "$log" >&2
  return 1
}

# ---- System packages -------------------------------------------------------------------------------

as_root() {
  if [ "$(id -u)" -eq 0 ]; then "$@"; else sudo -n "$@"; fi
}

may_use_apt() {
  [ -z "${BRIEFGEN_NO_APT:-}" ] && command -v apt-get >/dev/null 2>&1 || return 1
  [ "$(id -u)" -eq 0 ] || { command -v sudo >/dev/null 2>&1 && sudo -n true 2>/dev/null; }
}

apt_get() {
  as_root env DEBIAN_FRONTEND=noninteractive PATH="$PATH:/usr/local/sbin:/usr/sbin:/sbin" \
    apt-get -q -y -o Acquire::Retries=3 -o DPkg::Lock::Timeout=120 "$@" </dev/null
}

apt_updated=
apt_install() {
  say "installing $* with apt-get"
  if [ -z "$apt_updated" ]; then
    quietly apt_get update || say "apt-get update failed; going on with the package lists that are here"
    apt_updated=yes
  fi
  quietly apt_get install --no-install-recommends "$@"
}

# ---- Python 3.11 or newer that makes environments; Pango and HarfBuzz, which WeasyPrint loads ---------

new_enough() { "$1" -ISc 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; }
makes_venvs() { "$1" -Ic 'import ensurepip, venv' 2>/dev/null; }

# Sets python to the first one that can do all, else to the first one that is new enough, else to nothing.
find_python() {
  python=
  for candidate in ${PYTHON:+"$PYTHON"} python3 python3.14 python3.13 python3.12 python3.11 /usr/bin/python3; do
    candidate=$(command -v "$candidate" 2>/dev/null) || continue
    new_enough "$candidate" || continue
    if makes_venvs "$candidate"; then
      python=$candidate
      return 0
    fi
    [ -n "$python" ] || python=$candidate
  done
  return 1
}

# Prints the Debian packages of the libraries that do not load.
missing_libraries() {
  "$python" -I - <<'END'
import ctypes, sys

WANTED = {
    "libpango-1.0-0": ("libpango-1.0.so.0", "libpango-1.0.dylib"),
    "libpangoft2-1.0-0": ("libpangoft2-1.0.so.0", "libpangoft2-1.0.dylib"),
    "libharfbuzz-subset0": ("libharfbuzz-subset.so.0", "libharfbuzz-subset.0.dylib"),
}
FOLDERS = ("", "/opt/homebrew/lib/", "/usr/local/lib/") if sys.platform == "darwin" else ("",)


def loads(name):
    try:
        ctypes.CDLL(name)
    except OSError:
        return False
    return True


for package, names in WANTED.items():
    if not any(loads(folder + name) for name in names for folder in FOLDERS):
        print(package)
END
}

# Sets python, and lacks to the Debian packages that are missing.
look_at_system() {
  lacks=
  if home_current; then
    python=$venv_python
  elif ! find_python; then
    case $python in
      '') lacks="python3 python3-venv libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0" ;;
      */python3) lacks=python3-venv ;;
      *) lacks=${python##*/}-venv ;;
    esac
  fi
  if [ -n "$python" ]; then
    lacks="$lacks $(missing_libraries | tr '\n' ' ')"
  fi
  # shellcheck disable=SC2086,SC2116 # several names, the spaces between them made even
  lacks=$(echo $lacks)
}

need_system() {
  look_at_system
  [ -n "$lacks" ] || return 0
  if may_use_apt; then
    # shellcheck disable=SC2086 # several package names
    apt_install $lacks || say "apt-get could not install them"
    look_at_system
    [ -n "$lacks" ] || return 0
  fi
  cat >&2 <<END
setup: this machine lacks $lacks.
briefgen needs Python 3.11 or newer with its venv module, and the libraries Pango and HarfBuzz.
Install what is missing with the line for your system, then run the same command again:
  Debian, Ubuntu   sudo apt-get update && sudo apt-get install $lacks
  Fedora           sudo dnf install python3 pango harfbuzz fontconfig
  macOS            brew install python pango
END
  exit 1
}

make_home() {
  say "making $venv with $python ($("$python" -ISc 'import platform; print(platform.python_version())'))"
  quietly "$python" -I -m venv --clear "$venv" || fail "could not make $venv"
  stamp home "$(home_state)"
}

# Only Debian's own chromium is an ordinary package; tests that need a browser skip without one.
want_chromium() {
  for name in chromium chromium-browser google-chrome google-chrome-stable; do
    if command -v "$name" >/dev/null 2>&1; then return 0; fi
  done
  if may_use_apt && grep -qx 'ID=debian' /etc/os-release 2>/dev/null && apt_install chromium; then return 0; fi
  say "no Chromium here: the browser tests will be skipped"
}

# The validators of PDFs are Java; their tests skip without it, save in CI.
want_java() {
  if command -v javac >/dev/null 2>&1; then return 0; fi
  if may_use_apt && apt_install default-jdk-headless; then return 0; fi
  say "no Java development kit here: PDFs will not be validated"
}

# The checkers of web pages come from npm, by name and digest like all else; their tests skip without them, save in CI.
want_page_checkers() {
  judges=$root/$venv/judges
  while read -r name version integrity; do
    case $name in '' | '#'*) continue ;; esac
    [ "$(cat "$judges/$name/.integrity" 2>/dev/null)" = "$integrity" ] && continue
    if ! command -v npm >/dev/null 2>&1; then
      say "no npm here: web pages will not be checked with $name"
      continue
    fi
    say "fetching $name $version"
    rm -rf "$judges/$name"
    mkdir -p "$judges/$name"
    if (cd "$judges/$name" && npm pack --silent --ignore-scripts "$name@$version") >"$log" 2>&1 &&
      "$venv_python" -I scripts/unpack.py "$judges/$name" "$integrity" >>"$log" 2>&1; then
      printf '%s\n' "$integrity" >"$judges/$name/.integrity"
    else
      tail -n 5 "$log" >&2
      rm -rf "$judges/$name"
      say "could not fetch $name: web pages will not be checked with it"
    fi
  done <requirements/node.txt
}

# ---- Python packages -------------------------------------------------------------------------------

# Wheels only: building one would fetch unlocked tools and want a compiler.
pip_install_locked() {
  "$venv_python" -I -m pip install --no-compile --only-binary :all: --require-hashes \
    -r "requirements/$1.txt" >"$log" 2>&1
}

install_packages() {
  lock=build
  [ "$kind" = build ] || lock=dev
  say "installing requirements/$lock.txt ($(grep -c '==' "requirements/$lock.txt") packages)"
  : >"$venv/.setup-unfinished"
  if ! pip_install_locked "$lock"; then
    if ! grep -q 'DO NOT MATCH THE HASHES' "$log"; then
      say "that failed; trying once more in case it was the network"
      sleep 3
    fi
    if ! pip_install_locked "$lock"; then
      tail -n 25 "$log" >&2
      rm -f "$venv/.setup-unfinished" # pip puts back what it could not replace
      fail "pip could not install requirements/$lock.txt"
    fi
  fi
  # pip was told not to, and PYTHONDONTWRITEBYTECODE may forbid Python to: without this, every start compiles again.
  say "compiling them to bytecode"
  "$venv_python" -I -m compileall -q -j 0 --invalidation-mode timestamp "$venv"/lib/python3*/site-packages \
    >"$log" 2>&1 || : # a package may ship templates that are no Python
  rm -f "$venv/.setup-unfinished"
  stamp "$kind" "$packages"
}

install_project() {
  say "installing briefgen itself (editable)"
  quietly "$venv_python" -I -m pip install --no-deps --no-build-isolation --no-index --editable . ||
    fail "could not install the project"
  stamp project "$project"
}

need_system
home_current || make_home
if ! packages_current; then
  if [ "$kind" = test ]; then
    want_chromium
    want_java
  fi
  install_packages
  [ "$kind" = build ] || want_page_checkers
fi
stamped project "$project" || install_project
say "ready"
