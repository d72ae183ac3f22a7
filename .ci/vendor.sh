#!/usr/bin/env bash
# Copies Leaflet and the font from npm into public/vendor/. The version stands in each name,
# so that a browser may keep the file for ever.
. "$(dirname "$0")/env.sh"

version() { sed -n 's/^ *"version": "\(.*\)",*$/\1/p' "frontend/node_modules/$1/package.json" | head -1; }

# put FROM NAME: written only if it differs, so that a build sees no change where there is none.
put() { cmp -s "$1" "public/vendor/$2" || install -m 644 "$1" "public/vendor/$2"; }

mkdir -p public/vendor
leaflet=$(version leaflet)
sarabun=$(version @fontsource/sarabun)
dist=frontend/node_modules/leaflet/dist

# The source map stays behind; a pointer to it would be a 404 in every developer's console.
script=$(mktemp)
trap 'rm -f "$script"' EXIT
sed '/^\/\/# sourceMappingURL=/d' "$dist/leaflet.js" >"$script"
put "$script" "leaflet-$leaflet.js"
put "$dist/leaflet.css" "leaflet-$leaflet.css"

for subset in thai latin; do
  for weight in 400 700; do
    put "frontend/node_modules/@fontsource/sarabun/files/sarabun-$subset-$weight-normal.woff2" \
      "sarabun-$subset-$weight-$sarabun.woff2"
  done
done

# Both licences ask to travel with the files.
put frontend/node_modules/leaflet/LICENSE "leaflet-$leaflet.LICENSE.txt"
put frontend/node_modules/@fontsource/sarabun/LICENSE "sarabun-$sarabun.LICENSE.txt"
