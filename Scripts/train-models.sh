#!/bin/sh
# Trains the models that ship, from the data folder (../shared/data) and this program only.
#   Scripts/train-models.sh [--restart] [NAME...]
#                             moduli, thermal, formation-energy, band-gap, volume, superconductors,
#                             synthesizability; all where none is named. The last builds on the others.
# A model that the plan and the data lead to already is left as it is, unless --restart is given.
# Interrupted, the same command goes on where it stopped; after --restart, go on with the model that
# was interrupted without it, and with those behind it with it.
set -eu
cd "$(dirname "$0")/.."
data="${KIMBERLITE_SHARED_DATA:-../shared/data}"
program=.build/release/kimberlite

if [ ! -d "$data" ]; then
    echo "no training data: $data is absent; set KIMBERLITE_SHARED_DATA" >&2
    exit 1
fi
restart=
if [ "${1:-}" = --restart ]; then
    restart=--restart
    shift
fi
[ $# -gt 0 ] || set -- moduli thermal formation-energy band-gap volume superconductors \
    synthesizability
for name in "$@"; do
    case $name in
    moduli) inputs="$data/elastic_mp_union8094.jsonl.gz $data/aflow_elastic_thermal.jsonl.gz" ;;
    thermal) inputs="$data/aflow_elastic_thermal.jsonl.gz" ;;
    formation-energy) inputs="$data/mp36k_eform_gap.jsonl.gz $data/carbon24_val_test.jsonl.gz" ;;
    band-gap) inputs="$data/mp36k_eform_gap.jsonl.gz" ;;
    volume)
        inputs="$data/mp36k_eform_gap.jsonl.gz $data/elastic_mp_union8094.jsonl.gz"
        inputs="$inputs $data/aflow_elastic_thermal.jsonl.gz $data/carbon24_val_test.jsonl.gz"
        ;;
    superconductors) inputs="$data/supercon_stanev_16414.csv.gz" ;;
    synthesizability)
        inputs="$data/mp36k_eform_gap.jsonl.gz --labels $data/mp_pu_labels_jang2020.csv.gz"
        for encoder in formation-energy band-gap moduli volume; do
            inputs="$inputs --encoder Models/$encoder.safetensors"
        done
        inputs="$inputs --from Models/formation-energy.safetensors --compare clscore"
        ;;
    *) echo "no model is called $name" >&2; exit 1 ;;
    esac
    # shellcheck disable=SC2086 # the inputs are words
    $program train $inputs --config "Scripts/training/$name.yaml" \
        -o "Models/$name.safetensors" $restart ${THREADS:+--threads "$THREADS"}
done
