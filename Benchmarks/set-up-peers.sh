#!/bin/sh
# Installs the programs that Kimberlite is measured against into Benchmarks/.venv.
# Says nothing where all are there.
set -eu
cd "$(dirname "$0")"

installed=.venv/requirements.txt
if cmp -s Peers/requirements.txt "$installed"; then exit 0; fi
command -v python3 >/dev/null 2>&1 || {
    echo "the benchmarks of other programs need python3 with venv" >&2
    exit 1
}
command -v c++ >/dev/null 2>&1 || command -v g++ >/dev/null 2>&1 || {
    echo "torch.compile needs a C++ compiler: install g++" >&2
    exit 1
}
echo "installing the peers from PyPI into Benchmarks/.venv" >&2
python3 -m venv .venv
.venv/bin/pip install --quiet --requirement Peers/requirements.txt
cp Peers/requirements.txt "$installed"
