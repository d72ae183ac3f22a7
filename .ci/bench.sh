#!/usr/bin/env bash
# Measures the optimised binary on this machine and writes docs/benchmarks.md.
# PROFILE=dev measures what is built already, to try the measuring itself.
. "$(dirname "$0")/env.sh"

profile=${PROFILE:-release}
folder=$profile
[[ $profile == dev ]] && folder=debug

.ci/test-tools.sh
say "building the $profile server and its measuring program (about 15 minutes the first time in release)"
cargo build --quiet --profile "$profile" --package server --bin pakmud --example bench
cp "$target/debug/hash.txt" "$target/$folder/hash.txt" 2>/dev/null || true

server=$(mktemp) writer=$(mktemp) browser=$(mktemp)
trap 'rm -f "$server" "$writer" "$browser"' EXIT
say "the server, against a bare handler (about 2 minutes)"
"$target/$folder/examples/bench" "$target/$folder/pakmud" | tee "$server"
say "the writer (about 30 seconds)"
"$target/$folder/examples/bench" writer | tee "$writer"
say "the browser (about 2 minutes)"
(cd end2end && PAKMUD_BENCH=$browser PAKMUD_BINARY=$target/$folder/pakmud npx playwright test --project bench)
say "tabs and browsers killed in mid-sentence (about 20 minutes)"
(cd end2end && PAKMUD_KILLS=200 PAKMUD_LAG=100 PAKMUD_BINARY=$target/$folder/pakmud \
  npx playwright test --project desktop --workers 1 kept -g 'dies|is killed')
printf '| %s | %s | %s |\n' >>"$browser" \
  'tabs killed at 200 random points, browsers at 50: letters that are gone' 'none older than 100 ms' '≤ 100 ms' \
  'tabs killed at 200 moments while they send' 'one report each, or the text where it was typed' 'none lost, none double'
cat "$browser"

processor=$(sed -n 's/^model name[^:]*: //p' /proc/cpuinfo | head -1)
{
  cat <<TEXT
# Benchmarks

Measured by \`make bench\` on $(date -u +%F): $(nproc) cores of ${processor:-an unnamed processor}, $(uname -s) $(uname -r | cut -d- -f1),
$(rustc --version | cut -d' ' -f1-2), profile \`$profile\`, $(chromium --version 2>/dev/null | cut -d' ' -f1-2). Load and server share the cores.

## Server

The bare handler is axum with the same bytes and headers in memory and the same log line, in a process of its own;
both take turns, $(sed -n 's/^const ROUNDS: usize = \([0-9]*\);/\1/p' server/examples/bench/main.rs) rounds of 2 s, the middle one counts.

TEXT
  cat "$server"
  cat <<TEXT

## Writing

The use case that posts a report, on SQLite with \`synchronous=FULL\`, from $(sed -n 's/^const WRITERS: usize = \([0-9]*\);/\1/p' server/examples/bench/writer.rs) tasks of one process that
post again as soon as they are answered; in groups and with a commit each in turn, the middle round counts. What
grouping is worth depends on how long the disk takes to commit.

TEXT
  cat "$writer"
  printf '\n## Browser\n\nChromium without a cache, the middle of five visits. Pins count as visible at the first frame that has them all.\n\n'
  cat "$browser"
} >docs/benchmarks.md
say "docs/benchmarks.md is written"
