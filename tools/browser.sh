# SPDX-License-Identifier: MIT
# shellcheck shell=sh
# The example site, compiled and built aside, for the programs that look at it in a browser; sourced after packages.sh.
# Leaves the folder's name in $site; it goes when the script ends.

need_packages build test browser
[ -d tests/browser/node_modules ] || (cd tests/browser && npm ci --ignore-scripts) >&2
[ -f build/build.ninja ] || meson setup build -Dbuildtype=release -Dwerror=false >&2
ninja -C build >&2
site=$(mktemp -d)
trap 'rm -rf "$site"' EXIT
build/rolecast build --quiet --out "$site"
