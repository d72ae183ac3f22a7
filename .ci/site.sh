#!/usr/bin/env bash
# Builds the site (WASM, glue, CSS, assets, all precompressed) and the binary beside its hash.txt.
# cargo-leptos makes the site anew each time, so it runs only if something it reads has changed.
. "$(dirname "$0")/env.sh"

read_by_the_site() {
  find Cargo.toml Cargo.lock rust-toolchain.toml .cargo .ci/bin app frontend style public \
    -name node_modules -prune -o -type f -print0 | digest
}
written() { find site "$target/debug/hash.txt" -type f -print0 2>/dev/null | digest; }

stamp=$target/site.stamp
inputs=$(read_by_the_site)
if [[ ! -f $stamp || $(<"$stamp") != "$inputs $(written)" ]]; then
  say "building the site (about 4 minutes the first time, half a minute after a change)"
  cargo leptos build --release --precompress --frontend-only
  echo "$inputs $(written)" >"$stamp"
fi

[[ -x $target/debug/pakmud ]] || say "building the server (about 8 minutes the first time)"
cargo build --quiet --package server --bin pakmud
