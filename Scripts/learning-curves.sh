#!/bin/sh
# Few labels of elastic moduli, five seeds each, from the data folder (../shared/data): what
# Documents/Results.md says of them. Hours; interrupted, the same command goes on.
#   Scripts/learning-curves.sh FOLDER
# FOLDER/transfer      scratch and transfer from volume and formation energy, at 50...5000 labels
# FOLDER/unlabelled    mean teacher and pseudo-labels after that transfer, at 200
# FOLDER/lengths       from scratch by a network that reads lengths in Å, at 200 and 5000
set -eu
cd "$(dirname "$0")/.."
data="${KIMBERLITE_SHARED_DATA:-../shared/data}"
program="${KIMBERLITE:-.build/release/kimberlite}"
output="${1:?where shall the curves go? Scripts/learning-curves.sh FOLDER}"
elastic="$data/elastic_mp_union8094.jsonl.gz $data/aflow_elastic_thermal.jsonl.gz"
plan=Scripts/training/few-labels.yaml

curve() {
    name="$1"
    shift
    # shellcheck disable=SC2086 # the inputs are words
    "$program" learning-curve $elastic --seeds 5 -o "$output/$name" "$@"
}

mkdir -p "$output"
curve transfer --config $plan --sizes 50,100,200,500,1000,2000,5000 --from Models/volume.safetensors
curve unlabelled --config $plan --sizes 200 --from Models/volume.safetensors \
    --unlabelled "$data/mp36k_eform_gap.jsonl.gz" --pseudo-labels
sed '/^  basis:/d; /^  rule:/d; /^transfer:/d' $plan > "$output/lengths.yaml"
curve lengths --config "$output/lengths.yaml" --sizes 200,5000
