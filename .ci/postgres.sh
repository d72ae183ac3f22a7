#!/usr/bin/env bash
# postgres.sh COMMAND…: runs it with PAKMUD_TEST_POSTGRES_URL naming an empty cluster of its own, thrown away at the end.
. "$(dirname "$0")/env.sh"

bin=$(compgen -G '/usr/lib/postgresql/*/bin' | sort -V | tail -1 || true)
bin=${bin:-$(dirname "$(command -v initdb)")}

# initdb refuses root.
as=()
[[ $(id -u) != 0 ]] || as=(runuser -u postgres --)

folder=$(mktemp -d "${TMPDIR:-/tmp}/pakmud-postgres-XXXXXX")
[[ ${#as[@]} == 0 ]] || chown postgres "$folder"
end() {
  "${as[@]}" "$bin"/pg_ctl -D "$folder/data" -m immediate -s stop || true
  rm -rf "$folder"
}
trap end EXIT

# A socket in the folder and no port: any number of these run side by side.
# Its data is thrown away, so it need not wait for the disk.
cd "$folder"
"${as[@]}" "$bin"/initdb -D "$folder/data" -U pakmud -A trust -E UTF8 --locale=C --no-sync >/dev/null
"${as[@]}" "$bin"/pg_ctl -D "$folder/data" -s -w -l "$folder/log" \
  -o "-k $folder -h '' -c fsync=off -c full_page_writes=off -c max_connections=200" start
cd "$OLDPWD"

PAKMUD_TEST_POSTGRES_URL="postgres://pakmud@localhost/postgres?host=$folder" "$@"
