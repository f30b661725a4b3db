#!/usr/bin/env bash
# `fix --in-place`, and the undo of it, ended by a signal at each of its steps.
#   tests/crash/in_place.sh [PROGRAM]
# PROGRAM defaults to target/release/dossier. Needs strace. After every run must hold:
#   - every byte that was there is there: each file under its own name, or among the originals that were put aside;
#   - `fix --undo` brings the folder back as it was, also after an undo that was ended.
set -euo pipefail
cd "$(dirname "$0")/../.."

program=$(realpath "${1:-target/release/dossier}")
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

signals=${SIGNALS:-KILL TERM}
# Where it can be hit: each call that makes, fills, syncs, names or removes something.
calls=${CALLS:-openat mkdir write fsync rename renameat2 link linkat unlink}
# So many times each call is hit, spread over all that the busiest thread makes.
points=${POINTS:-6}

# A dossier with work to be done: a picture with something behind its end, one under a wrong name, and a page in a PNG.
original="$work/original"
mkdir "$original"
cp fixtures/complete/applicant.toml "$original/"
cp fixtures/complete/02-身份证/人像面.jpg "$original/身份证人像面.jpg"
cp fixtures/complete/01-照片/照片.jpg "$original/照片 最后版.jpg"
printf 'and more' >>"$original/照片 最后版.jpg"
cp "fixtures/notices/tenant-fr/complete/bulletin de salaire 1.png" "$original/毕业证书.png"

options=(--profile bazhou-vocational-2021 --date 2021-09-10 --lang en --jobs 1)

# run_on FOLDER repair|undo [TRACER…]
run_on() {
    local folder=$1 words
    case $2 in
        repair) words=(fix "$folder" --in-place "${options[@]}") ;;
        undo) words=(fix "$folder" --undo --lang en) ;;
    esac
    shift 2
    "$@" "$program" "${words[@]}"
}

contents() { (cd "$1" && find . -path ./.dossier -prune -o -type f -print0 | sort -z | xargs -0 sha256sum); }

# Whether every file of the original is somewhere in FOLDER, to the last byte.
nothing_lost() {
    local sum
    find "$1" -type f -print0 | xargs -0 sha256sum | cut -c1-64 | sort -u >"$1.sums"
    while read -r sum _; do
        grep -q "^$sum$" "$1.sums" || { echo "lost: $sum"; return 1; }
    done <"$work/contents"
}

# One run ended by one signal, and then an undo.
try() {
    local what=$1 call=$2 at=$3 signal=$4 place folder
    place=$(mktemp -d -p "$work")
    folder="$place/dossier"
    cp -rp "$original" "$folder"
    complain() { printf 'FAILED %s, %s at %s %s: %s\n%s\n' "$what" "$signal" "$call" "$at" "$1" "$(cat "$place/said")"; }
    [ "$what" = repair ] || run_on "$folder" repair >"$place/said" 2>&1 || true
    (run_on "$folder" "$what" strace -f -qq -o /dev/null -e "inject=$call:signal=$signal:when=$at"; exit $?) \
        >/dev/null 2>"$place/said" || true
    nothing_lost "$folder" >"$place/why" || complain "$(cat "$place/why")"
    run_on "$folder" undo >"$place/said" 2>&1 || true
    contents "$folder" >"$place/now"
    diff "$work/contents" "$place/now" >"$place/why" || complain "after the undo: $(cat "$place/why")"
    rm -rf "$place"
    echo "done"
}

# How often the busiest thread of a clean run makes a call.
count() {
    local place
    place=$(mktemp -d -p "$work")
    cp -rp "$original" "$place/dossier"
    [ "$1" = repair ] || run_on "$place/dossier" repair >/dev/null 2>&1
    run_on "$place/dossier" "$1" strace -f -qq -o "$place/calls" -e "trace=$2" >/dev/null 2>&1 || true
    awk -v call="$2(" 'index($0, call) { count[$1]++ } END { for (t in count) if (count[t] > most) most = count[t]; print most + 0 }' \
        "$place/calls"
    rm -rf "$place"
}

faults() {
    local what call most at signal step
    for what in repair undo; do
        for call in $calls; do
            most=$(count "$what" "$call")
            step=$(((most + points - 1) / points))
            for ((at = most; at >= 1; at -= step > 0 ? step : 1)); do
                for signal in $signals; do echo "$what $call $at $signal"; done
            done
        done
    done
}

contents "$original" >"$work/contents"
run_on_copy="$work/copy"
cp -rp "$original" "$run_on_copy"
run_on "$run_on_copy" repair >"$work/said" 2>&1 || true
if diff -q <(contents "$run_on_copy") "$work/contents" >/dev/null; then
    echo "the repair changes nothing: $(cat "$work/said")" >&2
    exit 2
fi

faults >"$work/faults"
export -f try run_on contents nothing_lost
export program work original
# Arrays are not exported: the options go along as words.
export OPTIONS="${options[*]}"
xargs -P "${JOBS:-$(nproc)}" -I{} bash -c 'read -ra options <<<"$OPTIONS"; try $1' try {} <"$work/faults" >"$work/results" || true
grep -v '^done$' "$work/results" || true
runs=$(grep -c . "$work/faults")
ended=$(grep -c '^done$' "$work/results")
failed=$(grep -c '^FAILED' "$work/results" || true)
printf '%s runs, %s ended, %s complaints\n' "$runs" "$ended" "$failed"
[ "$runs" = "$ended" ] && [ "$failed" = 0 ]
