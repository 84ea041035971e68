# SPDX-License-Identifier: MIT
# shellcheck shell=sh
# The example site, compiled and built aside, for the programs that look at it in a browser; sourced after packages.sh.
# Leaves its folder in $site, and in $based the same below a base path; both go when the script ends.

need_packages build test browser
[ tests/browser/node_modules/.package-lock.json -nt tests/browser/package-lock.json ] ||
	(cd tests/browser && npm ci --ignore-scripts) >&2
[ -f build/build.ninja ] || meson setup build -Dbuildtype=release -Dwerror=false >&2
ninja -C build >&2
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
site=$work/site based=$work/based
build/rolecast build --quiet --out "$site"
mkdir "$work/copy"
cp -R content themes "$work/copy"
sed 's|^base_url: .*|base_url: https://rolecast.example/some/where|' content/site.yaml >"$work/copy/content/site.yaml"
printf 'redirects:\n  - {from: /old.html, to: /roles/}\n' >>"$work/copy/content/site.yaml"
build/rolecast -C "$work/copy" build --quiet --no-cards --out "$based"
