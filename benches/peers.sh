#!/usr/bin/env bash
# Speed, as ratios against a peer timed in the same run: absolute times say more about the machine than about the program.
#   benches/peers.sh [SECTION…]      sections: inspect read fix package paper batch report; default: all
# RUNS=9 for more runs of each command (default 5). Needs a release build, and the programs each section names.
set -euo pipefail
cd "$(dirname "$0")/.."

source benches/peers/measure.sh

sections=("$@")
[ "${#sections[@]}" -gt 0 ] || mapfile -t sections < <(find benches/peers -name '*.sh' ! -name measure.sh -printf '%f\n' | sed 's/\.sh$//' | sort)
for section in "${sections[@]}"; do
    printf '\n== %s\n' "$section"
    (source "benches/peers/$section.sh")
done
