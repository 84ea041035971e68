# SPDX-License-Identifier: MIT
# shellcheck shell=sh
# What rolecast needs from the system, by package manager; sourced by tools/site and tools/test.
#
#   need_packages build        what compiling needs
#   need_packages build test   and what the tests need; `browser`: what those in a browser need; `servers`: web
#                              servers and the tools that deploy; `deep`: what watches, fuzzes and proofreads the program
#
# The package manager is called only when something is missing.

say() { printf '%s\n' "$*" >&2; }

has_header() { printf '#include <%s>\n' "$1" | cc -E - >/dev/null 2>&1; }

has_build() {
	for tool in cc meson ninja pkg-config; do
		command -v "$tool" >/dev/null 2>&1 || return 1
	done
	for library in libcmark yaml-0.1 libutf8proc libxxhash libmicrohttpd libxml-2.0 librsvg-2.0 cairo libpng fontconfig libdeflate libbrotlienc; do
		pkg-config --exists "$library" || return 1
	done
	has_header csv.h && [ -n "$(fc-list 2>/dev/null | head -n 1)" ]
}

has_test() {
	for tool in python3 mandoc; do
		command -v "$tool" >/dev/null 2>&1 || return 1
	done
	pkg-config --exists cmocka && has_html5lib
}

# A Python of one's own does not see what the package manager installed; Homebrew has no package of it.
has_html5lib() {
	command -v brew >/dev/null 2>&1 && return 0
	python3 -c 'import html5lib' 2>/dev/null || /usr/bin/python3 -c 'import html5lib' 2>/dev/null
}

has_chromium() {
	for name in chromium chromium-browser google-chrome; do
		command -v "$name" >/dev/null 2>&1 && return 0
	done
	[ -x "${ROLECAST_CHROMIUM-}" ]
}

has_browser() {
	for tool in node npm java xmllint; do
		command -v "$tool" >/dev/null 2>&1 || return 1
	done
	has_chromium
}

# Servers lie in sbin, which is not on everybody's path.
has_servers() {
	for tool in git rsync rclone; do
		command -v "$tool" >/dev/null 2>&1 || return 1
	done
	PATH=$PATH:/usr/sbin:/sbin command -v nginx >/dev/null 2>&1 || return 1
	for tool in apache2 httpd; do
		PATH=$PATH:/usr/sbin:/sbin command -v "$tool" >/dev/null 2>&1 && return 0
	done
	return 1
}

has_deep() {
	for tool in clang llvm-cov llvm-profdata cppcheck valgrind; do
		command -v "$tool" >/dev/null 2>&1 || return 1
	done
	command -v clang-tidy >/dev/null 2>&1 &&
		printf 'int LLVMFuzzerTestOneInput(void);int LLVMFuzzerTestOneInput(void){return 0;}' |
		clang -fsanitize=fuzzer -x c -o /dev/null - >/dev/null 2>&1
}

has_all() {
	for part in "$@"; do
		"has_$part" || return 1
	done
}

packages() {
	case "$1-$2" in
	apt-get-build) echo gcc libc6-dev meson ninja-build pkg-config libcmark-dev libyaml-dev libutf8proc-dev libxxhash-dev libcsv-dev libmicrohttpd-dev libxml2-dev librsvg2-dev libcairo2-dev libpng-dev libfontconfig-dev fontconfig fonts-liberation2 libdeflate-dev libbrotli-dev ;;
	apt-get-test) echo libcmocka-dev python3 python3-html5lib mandoc ;;
	apt-get-browser) echo chromium nodejs npm default-jre-headless libxml2-utils fonts-dejavu-core ;;
	apt-get-servers) echo nginx apache2-bin git rsync rclone ;;
	apt-get-deep) echo clang llvm libclang-rt-dev clang-tidy cppcheck valgrind ;;
	dnf-build) echo gcc meson ninja-build pkgconf-pkg-config cmark-devel libyaml-devel utf8proc-devel xxhash-devel libcsv-devel libmicrohttpd-devel libxml2-devel librsvg2-devel cairo-devel libpng-devel fontconfig-devel fontconfig liberation-fonts libdeflate-devel brotli-devel ;;
	dnf-test) echo libcmocka-devel python3 python3-html5lib mandoc ;;
	dnf-browser) echo chromium nodejs npm java-latest-openjdk-headless libxml2 dejavu-sans-fonts ;;
	dnf-servers) echo nginx httpd git rsync rclone ;;
	dnf-deep) echo clang llvm compiler-rt clang-tools-extra cppcheck valgrind ;;
	pacman-build) echo gcc meson ninja pkgconf cmark libyaml libutf8proc xxhash libmicrohttpd libxml2 librsvg cairo libpng fontconfig ttf-liberation libdeflate brotli ;;
	pacman-test) echo cmocka python python-html5lib mandoc ;;
	pacman-browser) echo chromium nodejs npm jre-openjdk-headless libxml2 ttf-dejavu ;;
	pacman-servers) echo nginx apache git rsync rclone ;;
	pacman-deep) echo clang llvm compiler-rt cppcheck valgrind ;;
	apk-build) echo gcc musl-dev meson samurai pkgconf cmark-dev yaml-dev utf8proc-dev xxhash-dev libcsv-dev libmicrohttpd-dev libxml2-dev librsvg-dev cairo-dev libpng-dev fontconfig-dev fontconfig font-liberation libdeflate-dev brotli-dev ;;
	apk-test) echo cmocka-dev python3 py3-html5lib mandoc ;;
	apk-browser) echo chromium nodejs npm openjdk17-jre-headless libxml2-utils font-dejavu ;;
	apk-servers) echo nginx apache2 git rsync rclone ;;
	apk-deep) echo clang llvm compiler-rt clang-extra-tools cppcheck valgrind ;;
	brew-build) echo meson ninja pkg-config cmark libyaml utf8proc xxhash libcsv libmicrohttpd libxml2 librsvg cairo libpng fontconfig libdeflate brotli ;;
	brew-test) echo cmocka python3 mandoc ;;
	brew-browser) echo node openjdk libxml2 ;;
	brew-servers) echo nginx httpd git rsync rclone ;;
	brew-deep) echo llvm cppcheck ;;
	esac
}

# Node.js from elsewhere, as many have it, does not suffer the system's npm beside it.
without_node() {
	if command -v node >/dev/null 2>&1 && command -v npm >/dev/null 2>&1; then
		sed 's/^/ /; s/ nodejs npm / /; s/ node / /'
	else
		cat
	fi
}

as_root() {
	if [ "$(id -u)" = 0 ]; then
		"$@"
	elif command -v sudo >/dev/null 2>&1; then
		sudo "$@"
	else
		say "rolecast: packages are missing, and there is neither root nor sudo to install them: $*"
		return 1
	fi
}

install_with() {
	manager=$1
	shift
	case $manager in
	apt-get)
		as_root apt-get update -q &&
			as_root env DEBIAN_FRONTEND=noninteractive apt-get install -q -y --no-install-recommends "$@"
		;;
	dnf) as_root dnf install -y "$@" ;;
	pacman)
		as_root pacman -Sy --needed --noconfirm "$@"
		;;
	apk) as_root apk add "$@" ;;
	brew) brew install "$@" ;;
	esac
}

need_packages() {
	has_all "$@" && return 0
	for manager in apt-get dnf pacman apk brew; do
		command -v "$manager" >/dev/null 2>&1 || continue
		names=
		for part in "$@"; do
			names="$names $(packages "$manager" "$part" | without_node)"
		done
		say "rolecast: installing$names"
		# shellcheck disable=SC2086
		install_with "$manager" $names >&2 || return 1
		has_all "$@" && return 0
		if [ "$manager" = pacman ] && ! has_header csv.h; then
			say "rolecast: libcsv is not in Arch's repositories; install it from the AUR, then run this again"
		else
			say "rolecast: something is still missing after $manager installed:$names"
		fi
		return 1
	done
	say "rolecast: no package manager that is known here (apt-get, dnf, pacman, apk, brew)."
	say "Install a C compiler, meson, ninja, pkg-config, cmark, libyaml, utf8proc, xxhash, libcsv, libmicrohttpd, libxml2, librsvg, cairo, libpng, fontconfig, a font, libdeflate and brotli, then run this again."
	return 1
}
