#!/usr/bin/env bash
# What only the tests need: a browser, a PostgreSQL to start and throw away, Playwright, Schemathesis.
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

# Made beside its place and moved there whole, as in tools.sh. Its scripts name the old place, so it is called as a module.
if [[ ! -d $schemathesis ]]; then
  say "Schemathesis from PyPI, once per machine and version (about 30 seconds)"
  mkdir -p "$cache"
  building=$(mktemp -d "$cache/.building-XXXXXX")
  trap 'rm -rf "$building"' EXIT
  python3 -m venv "$building/venv" && "$building/venv/bin/pip" install --quiet --requirement .ci/schemathesis.txt >&2 ||
    give_up "Schemathesis cannot be installed. It needs PyPI and Python 3.11 or newer with venv; pip says why above."
  [[ -d $schemathesis ]] || mv "$building/venv" "$schemathesis"
fi
