#!/bin/sh
# Builds and runs the benchmarks; arguments go to them.
set -eu
cd "$(dirname "$0")/.."
swift build --package-path Benchmarks -c release >&2
exec Benchmarks/.build/release/MainJob "$@"
