# SPDX-License-Identifier: MIT
# shellcheck shell=sh
# The parts of `tools/test --deep`; sourced after packages.sh. Each says what it does on standard error and TAP on standard
# output; the sum is told at the end.

tree() { # FOLDER OPTIONS...: a build folder, compiled
	[ -f "$1/build.ninja" ] || meson setup "$@" -Dwerror=false >&2
	ninja -C "$1" >&2
}

deep_lighthouse() {
	. tools/browser.sh
	[ tests/browser/deep/node_modules/.package-lock.json -nt tests/browser/deep/package-lock.json ] ||
		(cd tests/browser/deep && npm ci --ignore-scripts) >&2
	node tests/browser/deep/lighthouse.mjs "$site"
}

deep_lint() {
	need_packages deep
	tree build -Dbuildtype=release
	python3 tests/lint.py build
}

deep_compilers() {
	need_packages deep
	tree build -Dbuildtype=release
	ROLECAST_COMPILERS=1 python3 tests/compilers.py build/rolecast
}

deep_faults() {
	tree build -Dbuildtype=release
	ROLECAST_FAULTS=all meson test -C build --no-rebuild --suite fault --print-errorlogs --timeout-multiplier 60 >&2
	ROLECAST_KILLS=200 meson test -C build --no-rebuild crash --print-errorlogs --timeout-multiplier 20 >&2
}

# Hostile texts in every place, and what pathological inputs cost in processor time.
deep_hostile() {
	tree build -Dbuildtype=release
	ROLECAST_HOSTILE=28 ROLECAST_LINEAR=time meson test -C build --no-rebuild hostile linear --print-errorlogs --timeout-multiplier 60 >&2
}

# Under TSan on a kernel that shuffles memory a lot, programs want a fixed layout.
deep_threads() {
	tree build-tsan -Db_sanitize=thread -Db_lundef=false
	set -- meson test -C build-tsan --no-rebuild --no-suite package --print-errorlogs --timeout-multiplier 20
	if command -v setarch >/dev/null 2>&1; then set -- setarch -R "$@"; fi
	ROLECAST_SLOW=1 TSAN_OPTIONS=halt_on_error=1:exitcode=66:suppressions=$PWD/tests/races.txt "$@" >&2
}

deep_memory() {
	need_packages deep
	tree build -Dbuildtype=release
	python3 tests/memcheck.py build
}

deep_fuzz() {
	need_packages deep
	status=0
	found=$(tools/fuzz --minutes "${ROLECAST_MINUTES-5}") || status=$?
	printf '%s\n' "$found" | sed 's/.*, 0 findings$/ok - &/; t; s/.* findings$/not ok - &/'
	return $status
}

deep() {
	need_packages build test
	[ $# -gt 0 ] || set -- lint compilers faults hostile threads memory fuzz lighthouse
	passed=0 failed=0
	for part in "$@"; do
		case $part in
		lighthouse | lint | compilers | faults | hostile | threads | memory | fuzz) ;;
		*)
			say "no part '$part': lighthouse, lint, compilers, faults, hostile, threads, memory, fuzz"
			exit 2
			;;
		esac
	done
	told=$(mktemp)
	for part in "$@"; do
		say "== $part"
		# A shell of its own: within a condition this one goes on after what failed.
		if sh -euc ". tools/packages.sh; . tools/deep.sh; deep_$part" >"$told"; then status=ok; else status='not ok'; fi
		cat "$told"
		printf '%s - %s\n' "$status" "$part"
		passed=$((passed + $(grep -c '^ok' "$told") + $([ "$status" = ok ] && echo 1 || echo 0)))
		failed=$((failed + $(grep -c '^not ok' "$told") + $([ "$status" = ok ] && echo 0 || echo 1)))
	done
	rm -f "$told"
	printf '%s passed, %s failed\n' "$passed" "$failed"
	[ "$failed" = 0 ]
}
