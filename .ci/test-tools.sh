#!/usr/bin/env bash
# What only the tests need: a browser, a PostgreSQL to start and throw away, Playwright.
. "$(dirname "$0")/env.sh"

debian() {
  local as_root=()
  [[ $(id -u) == 0 ]] || as_root=(sudo -n)
  if ! command -v apt-get >/dev/null || ! "${as_root[@]}" true 2>/dev/null; then
    give_up "The tests need Chromium and PostgreSQL. Run: sudo apt-get install --no-install-recommends $*"
  fi
  say "Debian packages $* (about 2 minutes)"
  "${as_root[@]}" apt-get update -qq
  DEBIAN_FRONTEND=noninteractive "${as_root[@]}" apt-get install -y -qq --no-install-recommends "$@" >/dev/null
}

missing=()
command -v chromium >/dev/null || missing+=(chromium)
compgen -G '/usr/lib/postgresql/*/bin/initdb' >/dev/null || command -v initdb >/dev/null || missing+=(postgresql)
[[ ${#missing[@]} == 0 ]] || debian "${missing[@]}"
npm_packages end2end
