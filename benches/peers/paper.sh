#!/usr/bin/env bash
# Measures the paper: size and CPU time of the form, size and time of the desk set beside the pictures it holds.
# Usage: benches/paper.sh [DOSSIER_FOLDER]      needs a release build
set -euo pipefail
cd "$(dirname "$0")/.."

dossier=${DOSSIER:-target/release/dossier}
folder=${1:-fixtures/complete}
runs=${RUNS:-20}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

# User and system time of one run of "$@", milliseconds, mean of $runs.
cpu_ms() {
    local TIMEFORMAT='%U %S'
    { time for ((run = 0; run < runs; run++)); do "$@" >"$work/out" 2>"$work/err"; done; } 2>"$work/time"
    awk -v runs="$runs" '{ printf "%.1f", ($1 + $2) * 1000 / runs }' "$work/time"
}

bytes() { cat "$@" | wc -c; }

# A folder without scans: what is left of `form` is its start and the form itself.
mkdir "$work/bare"
cp "$folder/applicant.toml" "$work/bare/"

start=$(cpu_ms "$dossier" --version)
check_bare=$(cpu_ms "$dossier" check "$work/bare" --date 2021-09-10 || true)
form=$(cpu_ms "$dossier" form "$work/bare" -o "$work/form.pdf" --date 2021-09-10)
printf 'start                     %8s ms CPU\n' "$start"
printf 'check without scans       %8s ms CPU\n' "$check_bare"
printf 'form without scans        %8s ms CPU   (bar: start + 60)\n' "$form"
printf 'form without photo        %8s bytes    (bar: 150000)\n' "$(bytes "$work/form.pdf")"

check=$(cpu_ms "$dossier" check "$folder" --date 2021-09-10 --jobs 1 || true)
paper=$(cpu_ms "$dossier" paper "$folder" -o "$work/paper.pdf" --date 2021-09-10 --jobs 1)
mapfile -d '' scans < <(find "$folder" -iname '*.jpg' -print0)
read=$(cpu_ms cat "${scans[@]}")
printf 'check                     %8s ms CPU\n' "$check"
printf 'check and paper           %8s ms CPU\n' "$paper"
printf 'reading every scan        %8s ms CPU\n' "$read"
printf 'paper set                 %8s bytes    (all scans: %s)\n' "$(bytes "$work/paper.pdf")" "$(bytes "${scans[@]}")"
