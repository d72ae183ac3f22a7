# Sourced by every script here: where things are, and how steps speak.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

leptos_version=0.3.10   # 0.3.11 needs Rust 1.96
bindgen_version=$(sed -n '/^name = "wasm-bindgen"$/{n;s/version = "\(.*\)"/\1/p;}' Cargo.lock)

cache=${XDG_CACHE_HOME:-$HOME/.cache}/pakmud
target=${CARGO_TARGET_DIR:-target}
# Each kept in a place of its own by version: a clone with another one does not take it away.
checkers=$cache/checkers-$(cksum <.ci/checkers.txt | cut -d' ' -f1)
schemathesis=$cache/schemathesis-$(sed -n 's/^schemathesis==//p' .ci/schemathesis.txt)
PATH=$PWD/.ci/bin:$PWD/frontend/node_modules/.bin:$cache/cargo-leptos-$leptos_version/bin:$cache/wasm-bindgen-cli-$bindgen_version/bin:$checkers/bin:$PATH
export PATH

say() { printf '\033[1m==> %s\033[0m\n' "$*" >&2; }

# What is missing, and what to do about it. Ends the script: nothing after it could work.
give_up() { printf '\n%s\n' "$*" >&2; exit 2; }

# One number for the content of all files read from standard input (NUL between names).
digest() { sort -z | xargs -0 cksum | cksum | cut -d' ' -f1; }

# npm packages of folder $1 as its lock file says, if they are not there yet.
npm_packages() {
  local stamp=$1/node_modules/.installed wanted
  command -v npm >/dev/null || give_up "npm is missing. Install Node.js 20 or newer with npm (Debian: apt-get install nodejs npm), then try again."
  wanted=$(printf '%s\0' "$1/package-lock.json" | digest)
  [[ -f $stamp && $(<"$stamp") == "$wanted" ]] && return
  say "npm packages for $1/ (about 10 seconds)"
  (cd "$1" && PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD=1 npm ci --no-audit --no-fund --loglevel=error) >&2
  echo "$wanted" >"$stamp"
}
