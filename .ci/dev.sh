#!/usr/bin/env bash
# Watches the sources; rebuilds, restarts and reloads. In a target folder of its own: leptos compiles
# differently when watched, and each switch between `make dev` and `make run` would compile it again.
. "$(dirname "$0")/env.sh"

export CARGO_TARGET_DIR=$target/dev LEPTOS_SITE_ROOT=$target/dev/site
export LEPTOS_HASH_FILES=false   # the watcher changes files without giving them new names
export PAKMUD_SITE_DIR=$LEPTOS_SITE_ROOT

[[ -x $CARGO_TARGET_DIR/debug/pakmud ]] || say "building the server for watching (about 8 minutes the first time)"
cargo build --quiet --package server --bin pakmud
"$CARGO_TARGET_DIR/debug/pakmud" demo
exec cargo leptos watch -- serve --demo
