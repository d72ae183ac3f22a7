#!/usr/bin/env bash
# The tests that need a disk which is full: on a file system of 8 MB that only they see.
. "$(dirname "$0")/env.sh"

folder=$(mktemp -d)
trap 'rm -f "$folder.log"; rmdir "$folder"' EXIT
alone=(unshare --mount)
((EUID == 0)) || alone=(unshare --user --map-root-user --mount)
if ! "${alone[@]}" mount -t tmpfs -o size=8m pakmud "$folder" 2>/dev/null; then
  say "LEFT OUT: this machine lets nobody mount a small file system, so the full disk is not tried"
  exit 0
fi
PAKMUD_TEST_SMALL_DISK=$folder "${alone[@]}" bash -c '
  mount -t tmpfs -o size=8m pakmud "$PAKMUD_TEST_SMALL_DISK" &&
  cargo test --quiet --workspace --exclude frontend -- --ignored --exact "$@"' - \
  tests::database::faults::unwritable::a_process_on_a_full_disk_says_so_and_goes_on_when_there_is_space \
  | tee "$folder.log"
# A test that was not found has not passed.
grep -q '1 passed' "$folder.log"
