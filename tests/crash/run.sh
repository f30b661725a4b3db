#!/usr/bin/env bash
# `pack` under a failing disk: each write, sync, rename and open in turn fails, or kills the program.
#   tests/crash/run.sh [PROGRAM]
# PROGRAM defaults to target/release/dossier. Needs strace. After every run must hold:
#   - a package under its final name is whole;
#   - exit 0 only with a package; a failure says the cause and a file;
#   - the dossier is as it was;
#   - the next run succeeds and no temporary file is left.
set -euo pipefail
cd "$(dirname "$0")/../.."

program=$(realpath "${1:-target/release/dossier}")
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
dossier="$work/dossier"
out="$work/out"
runs=0
failed=0

mkdir "$dossier"
cp fixtures/complete/applicant.toml "$dossier/"
cp fixtures/complete/01-照片/照片.jpg "$dossier/照片.jpg"
cp fixtures/complete/02-身份证/人像面.jpg "$dossier/身份证人像面.jpg"

pack=("$program" pack "$dossier" -o "$out" --incomplete --date 2021-09-10 --lang en --jobs 1
    --register "$work/register.sqlite")

fingerprint_of_source() {
    (cd "$dossier" && find . -printf '%p %s %T@ %m\n' | sort && find . -type f -print0 | sort -z | xargs -0 sha256sum)
}

complain() {
    printf 'FAILED %s: %s\n' "$1" "$2"
    cat "$work/stderr"
    failed=$((failed + 1))
}

whole() {
    "$program" verify "$1" >/dev/null 2>&1
}

# Whether stderr names a cause that was injected, and a file or stream.
explains() {
    grep -Eq 'No space left|Input/output error|Permission denied|os error' "$work/stderr" &&
        grep -Eq '/|stdout|applicant\.toml|\.jpg' "$work/stderr"
}

# One run with one fault, and a clean one after it.
try() {
    local fault=$1 code=0 zip
    rm -rf "$out" "$work"/register.sqlite*
    runs=$((runs + 1))
    # In a shell of its own, which keeps the word "Killed" to itself.
    bash -c '"$@"; exit $?' - strace -f -qq -o /dev/null -e "inject=$fault" "${pack[@]}" >/dev/null 2>"$work/stderr" || code=$?
    zip=$(find "$out" -name '*.zip' 2>/dev/null || true)
    if [ -n "$zip" ] && ! whole "$zip"; then
        complain "$fault" "a broken package under its final name"
    fi
    if [ "$code" = 0 ] && [ -z "$zip" ]; then
        complain "$fault" "exit 0 and no package"
    fi
    if [ "$code" != 0 ] && [ "$code" -lt 128 ] && ! explains; then
        complain "$fault" "exit $code without a cause and a file"
    fi
    if [ "$(fingerprint_of_source)" != "$source" ]; then
        complain "$fault" "the dossier was touched"
    fi
    code=0
    "${pack[@]}" >/dev/null 2>"$work/stderr" || code=$?
    zip=$(find "$out" -name '*.zip' 2>/dev/null || true)
    if [ "$code" != 0 ] || [ -z "$zip" ] || ! whole "$zip"; then
        complain "$fault" "the next run did not succeed (exit $code)"
    fi
    if [ -n "$(find "$out" -name '.*')" ]; then
        complain "$fault" "a temporary file is left after the next run"
    fi
}

# How often the busiest thread of a clean run makes a call: strace counts each thread by itself.
calls() {
    rm -rf "$out" "$work"/register.sqlite*
    strace -f -qq -o "$work/calls" -e "trace=$1" "${pack[@]}" >/dev/null
    grep -c . "$work/calls" >/dev/null || { echo 0; return; }
    awk -v call="$1(" 'index($0, call) { count[$1]++ } END { for (t in count) if (count[t] > most) most = count[t]; print most + 0 }' \
        "$work/calls"
}

source=$(fingerprint_of_source)
for call in write fsync rename openat mkdir flock; do
    most=$(calls "$call")
    printf '%s: %s calls\n' "$call" "$most"
    for ((at = 1; at <= most; at++)); do
        for error in ENOSPC EIO EACCES; do
            try "$call:error=$error:when=$at"
        done
        try "$call:signal=KILL:when=$at"
    done
done

printf '%s runs, %s failed\n' "$runs" "$failed"
[ "$failed" = 0 ]
