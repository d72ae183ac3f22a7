#!/usr/bin/env bash
# Installs what the build needs and the machine lacks. Says nothing when all is there.
. "$(dirname "$0")/env.sh"

rust() {
  command -v cargo >/dev/null || give_up "Rust is missing. Install it with rustup, then try again."
  local std
  std=$(rustc --print target-libdir --target wasm32-unknown-unknown 2>/dev/null || true)
  [[ -n $std && -d $std ]] && return
  command -v rustup >/dev/null || give_up "This Rust has no wasm32-unknown-unknown target and was not installed by rustup. Install rustup, or your system's package for that target."
  say "Rust's WebAssembly target (seconds; a minute if Rust itself is another version)"
  local channel
  channel=$(sed -n 's/^channel = "\(.*\)"/\1/p' rust-toolchain.toml)
  rustc --version >/dev/null 2>&1 || rustup toolchain install "$channel" --profile minimal --component rustfmt --component clippy
  rustup target add wasm32-unknown-unknown
}

# A compiler for C: SQLite is built from source.
c_compiler() {
  command -v cc >/dev/null || give_up "A C compiler is missing. Debian: apt-get install build-essential"
}

# tool NAME VERSION WORDS [OPTIONS…]: a binary built from the registry, once per machine and version.
# It is built beside its place and moved there whole, so a half-finished one is never taken for a tool,
# and two clones that build at once do no harm.
tool() {
  local name=$1 version=$2 words=$3 place
  shift 3
  place=$cache/$name-$version
  [[ -d $place ]] && return
  say "building $name $version, once per machine: $words"
  mkdir -p "$cache"
  building=$(mktemp -d "$cache/.building-XXXXXX")
  trap 'rm -rf "$building"' EXIT
  # Its own release profile optimises for hours of use; here it runs for seconds.
  CARGO_TARGET_DIR=$building/target CARGO_PROFILE_RELEASE_LTO=off CARGO_PROFILE_RELEASE_CODEGEN_UNITS=16 \
    CARGO_PROFILE_RELEASE_OPT_LEVEL=0 cargo install --root "$building/root" --version "=$version" "$@" "$name"
  [[ -d $place ]] || mv "$building/root" "$place"
  rm -rf "$building"
}

# Whether `$1 --version` already answers with version $2.
answers() { [[ $("$1" --version 2>/dev/null) == *" $2" ]]; }

c_compiler
rust
answers cargo-leptos "$leptos_version" || tool cargo-leptos "$leptos_version" "about 9 minutes" --locked
# Without --locked: its lock file names a version that the registry does not have.
answers wasm-bindgen "$bindgen_version" || tool wasm-bindgen-cli "$bindgen_version" "about 2 minutes"
npm_packages frontend
