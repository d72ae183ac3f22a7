#!/usr/bin/env bash
# Asks a server with demo data for all that openapi.json describes, right and wrong, and compares the answers.
. "$(dirname "$0")/env.sh"

folder=$(mktemp -d)
port=$(python3 -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])')
export PAKMUD_ADDR=127.0.0.1:$port PAKMUD_PUBLIC_URL=http://127.0.0.1:$port PAKMUD_LOG=warn
export PAKMUD_DATA_DIR=$folder PAKMUD_DATABASE_URL=sqlite:$folder/api.sqlite

"$target/debug/pakmud" demo >"$folder/demo.txt" || { cat "$folder/demo.txt"; exit 1; }
"$target/debug/pakmud" serve --demo &
server=$!
trap 'kill $server; wait $server || true; rm -rf "$folder"' EXIT

# The same requests each time. With our own origin, or what is not GET would be refused as another site's form (403)
# before anybody sees that there is no such method (405).
cd "$folder"
"$schemathesis/bin/python" -m schemathesis.cli run "$PAKMUD_PUBLIC_URL/api/v1/openapi.json" --header "Origin: $PAKMUD_PUBLIC_URL" \
  --wait-for-schema 30 --phases examples,coverage,fuzzing --max-examples 200 --generation-deterministic --no-color
