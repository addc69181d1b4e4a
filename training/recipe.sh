#!/usr/bin/env bash
# Trains the model that ships: training/recipe.sh DATA OUT
# DATA is the folder with stance/ and nli/; OUT takes the checkpoints and, in OUT/model, what ships. About two hours on two cores that
# multiply in bfloat16; a stopped run goes on where it stopped. Needs the extra "train".
# It begins with the weights of the fourteenth round, which shipped at the commit below; that commit holds their recipe and their network.
set -euo pipefail
before=01cba6015407a420be0a34f99a0d7e107e251e0a
data=$(realpath "$1") out=$(realpath -m "$2")
mkdir -p "$out"
base=$(python -m training.base --out "$out" | tail -1)
if [ ! -f "$out/fourteenth/model.safetensors" ]; then
  git worktree add --force --detach "$out/before" "$before"
  (cd "$out/before" && python -m training.export --model analysis/models/embedded --out "$out/fourteenth" --to-torch)
  git worktree remove --force "$out/before"
fi
python -m training.train --data "$data" --base "$base" --start "$out/fourteenth" --out "$out/fifteenth" \
       --mix fifteenth --seed 20261206 --pairs 40960 --bf16
python -m training.train --data "$data" --base "$base" --start "$out/fifteenth" --out "$out/sixteenth" \
       --mix sixteenth --seed 20261207 --pairs 20480 --learning-rate 3e-5 --bf16
python -m training.average "$out/fifteenth" "$out/fifteenth" "$out/sixteenth" --out "$out/mean"
python -m training.export --model "$out/mean" --out "$out/model" --data "$data"
