#!/bin/sh
# Holds Kimberlite's OPTIMADE against the standard's own tools, and measures both:
#     Benchmarks/Optimade/run.sh [conformance | import | rates]…       all of them without arguments
# conformance   optimade-validator on three seeds and every base URL over CRYSTALS crystals (100,000);
#               random structures through the standard's models; pymatgen and ASE
# import        'kimberlite import --optimade' from the reference server on loopback, stopped and gone on with
# rates         requests a second of both over 10,000 structures, by wrk with 64 connections
# Needs .build/release/kimberlite, python3 with venv, wrk and PyPI; takes some minutes.
set -eu
cd "$(dirname "$0")"
program=../../.build/release/kimberlite
crystals=${CRYSTALS:-101000}
work=$(mktemp -d)
served=
reference=
finish() {
    [ -z "$served" ] || kill "$served" 2>/dev/null || true
    [ -z "$reference" ] || kill "$reference" 2>/dev/null || true
    rm -rf "$work"
}
trap finish EXIT INT TERM

if ! cmp -s requirements.txt .venv/requirements.txt; then
    python3 -m venv .venv
    .venv/bin/pip install --quiet --requirement requirements.txt
    cp requirements.txt .venv/requirements.txt
fi
python=.venv/bin/python

# serve STORE…: starts the laboratory; its address is $address.
serve() {
    [ -z "$served" ] || kill "$served"
    : >"$work/serve.log"
    $program serve --port 0 --folder "$work/laboratory-$(basename "$1")" "$@" >"$work/serve.log" 2>&1 &
    served=$!
    until grep -q "http://" "$work/serve.log"; do sleep 0.2; done
    address=$(sed -n 's|.*\(http://127[^/]*\)/.*|\1|p' "$work/serve.log" | sed 's/127.0.0.1/localhost/')
    # Until the crystals of the store are there.
    $python wait_for.py "$address/optimade/v1/structures?page_limit=1"
}

# refer FILE PORT: starts the reference server with the structures of a file, or with its own.
refer() {
    [ -z "$reference" ] || kill "$reference"
    $python reference_server.py "$1" "$2" >"$work/reference.log" 2>&1 &
    reference=$!
    $python wait_for.py "http://localhost:$2/v1/structures?page_limit=1"
}

conformance() {
    [ -n "${STORE:-}" ] || {
        STORE=$work/discovery
        $program discover --budget "$crystals" --seed 1 -o "$STORE" --quiet >/dev/null
    }
    serve "$STORE"
    $python conformance.py "$address/optimade"
}

import() {
    refer own 5811
    $python importing.py $program http://localhost:5811 "$work/imported.sqlite"
}

rates() {
    $program discover --budget 10046 --seed 1 -o "$work/ten" --quiet >/dev/null
    serve "$work/ten"
    $python structures.py "$address/optimade" 1000000 "$work/ten.jsonl"
    refer "$work/ten.jsonl" 5812
    $python rates.py "$address/optimade" http://localhost:5812 "$work"
}

for part in ${*:-conformance import rates}; do $part; done
