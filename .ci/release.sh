#!/usr/bin/env bash
# dist/: the optimised binary, the site, and the list of hashes that binds them together.
. "$(dirname "$0")/env.sh"

say "building the optimised server (about 15 minutes the first time)"
cargo build --release --package server --bin pakmud

rm -rf dist
mkdir dist
cp "$target/release/pakmud" "$target/debug/hash.txt" LICENSE NOTICE dist/
cp -R site dist/site
say "dist/ is ready ($(du -sh dist | cut -f1)). On the server: dist/pakmud migrate && dist/pakmud serve"
