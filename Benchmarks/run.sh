#!/bin/sh
# Builds and runs the benchmarks; arguments go to them:
#     Benchmarks/run.sh [--quick] [--rounds N] [--date YYYY-MM-DD] [--without-peers] [--row TEXT] [PART…]
# All of it takes about half an hour, --quick a few minutes.
set -eu
cd "$(dirname "$0")/.."
case " $* " in
*" --without-peers "*) ;;
*) Benchmarks/set-up-peers.sh ;;
esac
swift build --package-path Benchmarks -c release >&2
exec Benchmarks/.build/release/Comparison "$@"
