#!/usr/bin/env bash
# Everything that writes, ended by a signal at each of its steps: TERM, INT, HUP, KILL.
#   tests/crash/kills.sh [PROGRAM]
# PROGRAM defaults to target/release/dossier. Needs strace. After every run must hold:
#   - what has its final name is whole, and what was there before is there, or what replaces it;
#   - the dossier is as it was, and the register opens;
#   - one further command that names the same folder, whichever it is, leaves no temporary file, and the same command succeeds.
set -euo pipefail
cd "$(dirname "$0")/../.."

program=$(realpath "${1:-target/release/dossier}")
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

mkdir -p "$work/staff"
cp -r fixtures/first-time "$work/staff/a"
cp -r fixtures/exempt "$work/staff/b"
profile=bazhou-vocational-2021

commands=${COMMANDS:-fix form paper page batch record}
signals=${SIGNALS:-KILL TERM INT HUP}
# Where a command can be hit: each call that makes, fills, syncs, names or removes something.
calls=${CALLS:-openat mkdir write fsync rename unlink flock}
# So many times each call is hit, spread over all that the busiest thread makes.
points=${POINTS:-6}

# run_in PLACE COMMAND [TRACER…]
run_in() {
    local place=$1 command=$2 words
    shift 2
    case $command in
        fix) words=(fix "$work/staff/a" -o "$place/out/new") ;;
        form) words=(form "$work/staff/a" --no-read -o "$place/out/form.pdf") ;;
        paper) words=(paper "$work/staff/a" --no-read -o "$place/out/paper.pdf") ;;
        page) words=(check "$work/staff/a" --format "html=$place/out/page.html") ;;
        batch) words=(batch "$work/staff" --reports "$place/out/pages" --reports "json=$place/out/json"
            --pack "$place/out/packages" --format "json=$place/out/roster.json" --no-cache
            --relative-to "$work" --register "$place/store/register") ;;
        record) words=(record "$work/package.zip" returned --reason x --register "$place/store/register") ;;
    esac
    TMPDIR=$place/tmp "$@" "$program" "${words[@]}" --profile "$profile" --date 2021-09-10 --lang en --jobs 1
}

new_place() {
    local place
    place=$(mktemp -d -p "$work")
    mkdir "$place/out" "$place/store" "$place/tmp"
    cp "$work"/register* "$place/store/" 2>/dev/null || true
    echo "$place"
}

state_of_staff() {
    find "$work/staff" -printf '%p %s %T@ %m\n' | sort
    find "$work/staff" -type f -print0 | sort -z | xargs -0 sha256sum
}

# Everything with a final name in PLACE is what a run without a fault gives.
is_whole() {
    local place=$1 command=$2 file
    while IFS= read -r file; do
        cmp -s "$place/out/$file" "$work/reference-$command/out/$file" || { echo "$file is not whole"; return 1; }
    done < <(cd "$place/out" && find . -type f ! -path '*.part*' ! -name roster.json)
}

left_over() { find "$1/out" "$1/store" "$1/tmp" -name '*.part*' -o -path "$1/tmp/*"; }

# One run ended by one signal, and a clean one after it.
try() {
    local command=$1 call=$2 at=$3 signal=$4 place code=0
    place=$(new_place)
    complain() { printf 'FAILED %s, %s at %s %s: %s\n%s\n' "$command" "$signal" "$call" "$at" "$1" "$(cat "$place/stderr")"; }
    (run_in "$place" "$command" strace -f -qq -o /dev/null -e "inject=$call:signal=$signal:when=$at"; exit $?) \
        >/dev/null 2>"$place/stderr" || code=$?
    is_whole "$place" "$command" >"$place/why" || complain "$(cat "$place/why")"
    [ "$(state_of_staff)" = "$state" ] || complain "the dossiers were touched"
    [ "$signal" = KILL ] || [ -z "$(left_over "$place")" ] || complain "it left $(left_over "$place")"
    "$program" history --register "$place/store/register" >/dev/null 2>"$place/stderr" || complain "the register is lost"
    # Another command that names the folders, and then the same one.
    for folder in "$place/out" "$place"/out/*/; do
        [ ! -d "$folder" ] || "$program" rules --format "json=$folder/.rules" >/dev/null
        rm -f "$folder/.rules"
    done
    [ -z "$(left_over "$place")" ] || complain "another command left $(left_over "$place")"
    code=0
    rm -rf "$place/out/new"
    run_in "$place" "$command" >/dev/null 2>"$place/stderr" || code=$?
    [ "$code" = "$(cat "$work/reference-$command/code")" ] || complain "the next run ended with $code"
    diff -rq "$place/out" "$work/reference-$command/out" >"$place/why" || complain "$(cat "$place/why")"
    [ -z "$(left_over "$place")" ] || complain "the next run left $(left_over "$place")"
    rm -rf "$place"
    echo "done"
}

# How often the busiest thread of a clean run makes a call: strace counts each thread by itself.
count() {
    local place
    place=$(new_place)
    run_in "$place" "$1" strace -f -qq -o "$place/calls" -e "trace=$2" >/dev/null 2>&1 || true
    awk -v call="$2(" 'index($0, call) { count[$1]++ } END { for (t in count) if (count[t] > most) most = count[t]; print most + 0 }' \
        "$place/calls"
    rm -rf "$place"
}

faults() {
    local command call most at signal step
    for command in $commands; do
        for call in $calls; do
            most=$(count "$command" "$call")
            step=$(((most + points - 1) / points))
            for ((at = most; at >= 1; at -= step > 0 ? step : 1)); do
                for signal in $signals; do echo "$command $call $at $signal"; done
            done
        done
    done
}

# The package that is recorded, and the register that it is in.
"$program" pack "$work/staff/a" --no-read -o "$work/packed" --profile "$profile" --date 2021-09-10 --register "$work/register" >/dev/null
mv "$work"/packed/*.zip "$work/package.zip"
"$program" record "$work/package.zip" submitted --register "$work/register" --date 2021-09-10 >/dev/null

for command in $commands; do
    place=$(new_place)
    code=0
    run_in "$place" "$command" >/dev/null 2>&1 || code=$?
    echo "$code" >"$place/code"
    mv "$place" "$work/reference-$command"
done
state=$(state_of_staff)
faults >"$work/faults"

export -f try run_in new_place state_of_staff is_whole left_over
export program work state profile
xargs -P "$(nproc)" -I{} bash -c 'try $1' try {} <"$work/faults" >"$work/results" || true
grep -v '^done$' "$work/results" || true
runs=$(grep -c . "$work/faults")
ended=$(grep -c '^done$' "$work/results")
failed=$(grep -c '^FAILED' "$work/results" || true)
printf '%s runs, %s ended, %s complaints\n' "$runs" "$ended" "$failed"
[ "$runs" = "$ended" ] && [ "$failed" = 0 ]
