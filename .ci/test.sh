#!/usr/bin/env bash
# Everything, what fails quickly first. Stops at the first step that fails; says what each took.
. "$(dirname "$0")/env.sh"

results=end2end/results
took=()
rm -rf "$results"
mkdir -p "$results"
trap 'printf "\n"; printf "%s\n" "${took[@]}"' EXIT

step() {
  local what=$1 began=$SECONDS verdict=failed
  shift
  say "$what"
  "$@" && verdict=ok
  took+=("$(printf '%-34s %4d s  %s' "$what" $((SECONDS - began)) "$verdict")")
  [[ $verdict == ok ]]
}

# What is fetched waits for the network, what is built for the processor: both at once.
tools() {
  .ci/test-tools.sh &
  local fetching=$!
  .ci/tools.sh && .ci/vendor.sh && wait "$fetching"
}
shell_scripts() { local f; for f in .ci/run .ci/*.sh; do bash -n "$f" || return; done; }
lints() { cargo clippy --quiet --workspace --exclude frontend --all-targets -- --deny warnings; }
lints_for_wasm() { cargo clippy --quiet --package frontend --target wasm32-unknown-unknown -- --deny warnings; }
# Licences, sources, doubled crates (deny.toml); then what is declared and not used, or used in tests alone.
dependencies() { cargo-deny --locked check --hide-inclusion-graph licenses sources bans && cargo-shear --locked --deny-warnings; }
# Links in the documentation lead somewhere, private items included: they are read here, not on docs.rs.
documentation() {
  local -x RUSTDOCFLAGS="--deny warnings --allow rustdoc::private_intra_doc_links"
  cargo doc --quiet --no-deps --document-private-items --workspace --exclude frontend &&
    cargo doc --quiet --no-deps --document-private-items --package app --package frontend --target wasm32-unknown-unknown
}
# Their databases lie in memory where there is room: they wait for their commits, and the disk may be slow.
rust_tests() { TMPDIR=$(roomy) cargo test --workspace --exclude frontend 2>&1 | tee "$results/rust.txt"; }
roomy() {
  local free
  free=$(df --output=avail --block-size=1G /dev/shm 2>/dev/null | tail -1)
  if [[ -w /dev/shm && ${free:-0} -ge 4 ]]; then echo /dev/shm; else echo "${TMPDIR:-/tmp}"; fi
}
# The rules that both halves share, as the browser has them.
rules_as_wasm() {
  CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUNNER=wasm-bindgen-test-runner \
    cargo test --package words --test verdicts --target wasm32-unknown-unknown
}
browser_tests() { (cd end2end && npx playwright test); }

step "tools" tools
step "format" cargo fmt --all --check
step "shell scripts" shell_scripts
step "dependencies" dependencies
step "lints" lints
step "lints of the browser's half" lints_for_wasm
step "documentation" documentation
step "Rust tests on both databases" rust_tests
step "a full disk" .ci/small-disk.sh
step "shared rules as WebAssembly" rules_as_wasm
step "site and server" .ci/site.sh
step "open data as described" .ci/api-tests.sh
step "browser tests, size budgets" browser_tests

rust=$(sed -n 's/^test result: ok\. \([0-9]*\) passed.*/\1/p' "$results/rust.txt" | awk '{ n += $1 } END { print n + 0 }')
browser=$(sed -n 's/^ *"expected": \([0-9]*\),*$/\1/p' "$results/browser.json" | tail -1)
second=$(sed -n 's/^ *"flaky": \([0-9]*\),*$/\1/p' end2end/results/browser.json | tail -1)
took+=("" "$((rust + browser + second)) passed, 0 failed; $second of them at the second attempt")
