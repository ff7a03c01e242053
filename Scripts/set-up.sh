#!/bin/sh
# Installs the system packages that the program lacks; with "tests" also the browser that its tests look at its
# pages with. Says nothing where all are there.
set -eu

packages="libsymspg-dev gemmi-dev tao-pegtl-dev libstb-dev zlib1g-dev libopenblas-dev libsqlite3-dev libssl-dev libjs-three libjs-vega"
[ "${1:-}" = tests ] && packages="$packages chromium chromium-driver fonts-dejavu-core"

if ! command -v swift >/dev/null 2>&1; then
    echo "swift is not installed: get Swift 6.1 or newer from https://www.swift.org/install" >&2
    exit 1
fi

if [ "$(uname)" = Darwin ]; then
    # Untested. Homebrew's formulas of the same libraries.
    if ! brew list gemmi spglib openblas pegtl openssl >/dev/null 2>&1; then
        echo "installing with Homebrew: gemmi spglib openblas pegtl openssl" >&2
        brew install gemmi spglib openblas pegtl openssl
    fi
    exit 0
fi

if ! command -v dpkg-query >/dev/null 2>&1; then
    echo "this is not Debian or Ubuntu: install the equivalents of: $packages" >&2
    exit 1
fi

missing=""
for package in $packages; do
    state=$(dpkg-query --show --showformat='${db:Status-Status}' "$package" 2>/dev/null || true)
    [ "$state" = installed ] || missing="$missing $package"
done
[ -n "$missing" ] || exit 0

root=""
if [ "$(id -u)" -ne 0 ]; then
    command -v sudo >/dev/null 2>&1 || {
        echo "missing packages; as root: apt-get install$missing" >&2
        exit 1
    }
    root=sudo
fi
echo "installing system packages:$missing" >&2
$root apt-get update -qq
# shellcheck disable=SC2086 # the packages are words
$root env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends $missing
