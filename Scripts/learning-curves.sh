#!/bin/sh
# Few labels of elastic moduli: scratch, transfer from the formation energy, mean teacher and pseudo-labels,
# five seeds each, from the data folder (../shared/data). Hours; interrupted, the same command goes on.
#   Scripts/learning-curves.sh FOLDER
set -eu
cd "$(dirname "$0")/.."
data="${KIMBERLITE_SHARED_DATA:-../shared/data}"
program="${KIMBERLITE:-.build/release/kimberlite}"
output="${1:?where shall the curves go? Scripts/learning-curves.sh FOLDER}"
elastic="$data/elastic_mp_union8094.jsonl.gz $data/aflow_elastic_thermal.jsonl.gz"
plan=Scripts/training/few-labels.yaml

# shellcheck disable=SC2086 # the inputs are words
$program learning-curve $elastic --config $plan --sizes 200,5000 --seeds 5 \
    --from Models/formation-energy.safetensors -o "$output/transfer"
# shellcheck disable=SC2086
$program learning-curve $elastic --config $plan --sizes 50,100,200,500,1000,2000 --seeds 5 \
    --from Models/formation-energy.safetensors --unlabelled "$data/mp36k_eform_gap.jsonl.gz" \
    --pseudo-labels -o "$output/few-labels"
