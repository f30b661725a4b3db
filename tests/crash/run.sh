#!/usr/bin/env bash
# `pack` under a failing disk: each write, sync, rename, open and so on in turn fails, or kills the program.
#   tests/crash/run.sh [PROGRAM]
# PROGRAM defaults to target/release/dossier. Needs strace. After every run must hold:
#   - a package under its final name is whole: the bytes of a run without a fault;
#   - exit 0 only with the package, its .sha256, its form and the merged PDF; a failure says the cause and a file;
#   - the dossier is as it was;
#   - the next run succeeds, and no temporary file is left.
set -euo pipefail
cd "$(dirname "$0")/../.."

program=$(realpath "${1:-target/release/dossier}")
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
dossier="$work/dossier"

mkdir "$dossier"
cp fixtures/complete/applicant.toml "$dossier/"
cp fixtures/complete/01-照片/照片.jpg "$dossier/照片.jpg"
cp fixtures/complete/02-身份证/人像面.jpg "$dossier/身份证人像面.jpg"

# A checklist that wants one PDF of everything too.
cp -r profiles/bazhou-vocational-2021 "$work/merged-2021"
sed -i '0,/^id = .*/s//id = "merged-2021"/' "$work/merged-2021/checklist.toml"
printf '\n[merged]\nlang = "zh"\nrow = "U23"\n' >>"$work/merged-2021/checklist.toml"

# pack_into PLACE [TRACER…]: packs into a place of its own, so that several runs can go on at once.
pack_into() {
    local place=$1
    shift
    "$@" "$program" pack "$dossier" --no-read -o "$place/out" --incomplete --date 2021-09-10 --lang en --jobs 1 \
        --register "$place/register.sqlite" --profile "$work/merged-2021"
}

state_of_dossier() {
    find "$dossier" -printf '%p %s %T@ %m\n' | sort
    find "$dossier" -type f -print0 | sort -z | xargs -0 sha256sum
}

# Whether every file of the package is there, and none is other than it must be.
is_whole() { diff -rq "$work/reference/out" "$1/out" >/dev/null; }

# Whether the package is absent, or the same to the last byte.
is_whole_or_absent() {
    local zip
    for zip in "$1"/out/*.zip; do
        [ ! -e "$zip" ] || cmp -s "$zip" "$work"/reference/out/*.zip || return 1
    done
}

# Whether a message names a cause that was injected, and a file or stream. SQLite has words of its own for the causes.
explains() {
    grep -Eq 'No space left|Input/output error|Permission denied|os error|error 5|disk I/O error|disk is full|unable to open database|readonly database' "$1" &&
        grep -Eq '/|stdout|applicant\.toml|\.jpg' "$1"
}

# One run with one fault, and a clean one after it.
try() {
    local fault=$1 code=0 place
    place=$(mktemp -d -p "$work")
    complain() {
        printf 'FAILED %s: %s\n%s\n' "$fault" "$1" "$(cat "$place/stderr")"
    }
    # In a shell of its own, which keeps the word "Killed" to itself.
    (pack_into "$place" strace -f -qq -o /dev/null -e "inject=$fault"; exit $?) >/dev/null 2>"$place/stderr" || code=$?
    is_whole_or_absent "$place" || complain "a broken package under its final name"
    [ "$code" != 0 ] || is_whole "$place" || complain "exit 0 without the whole package"
    [ "$code" = 0 ] || [ "$code" -ge 128 ] || explains "$place/stderr" ||
        complain "exit $code without a cause and a file"
    [ "$(state_of_dossier)" = "$state" ] || complain "the dossier was touched"
    code=0
    pack_into "$place" >/dev/null 2>"$place/stderr" || code=$?
    [ "$code" = 0 ] || complain "the next run did not succeed (exit $code)"
    is_whole "$place" || complain "the next run left other files, or a temporary one: $(ls -A "$place/out")"
    rm -rf "$place"
    echo "done"
}

# How often the busiest thread of a clean run makes a call: strace counts each thread by itself.
calls() {
    local place
    place=$(mktemp -d -p "$work")
    pack_into "$place" strace -f -qq -o "$place/calls" -e "trace=$1" >/dev/null
    awk -v call="$1(" 'index($0, call) { count[$1]++ } END { for (t in count) if (count[t] > most) most = count[t]; print most + 0 }' \
        "$place/calls"
    rm -rf "$place"
}

# Every fault that is tried, one a line.
faults() {
    local call most at error
    for call in write writev pwrite64 fallocate fsync fdatasync rename openat mkdir flock ftruncate unlink fchown close; do
        most=$(calls "$call")
        printf '%s: %s calls\n' "$call" "$most" >&2
        for ((at = 1; at <= most; at++)); do
            for error in ENOSPC EIO EACCES; do
                # The system closes a file whatever it answers; one answer is enough.
                [ "$call" = close ] && [ "$error" != EIO ] || echo "$call:error=$error:when=$at"
            done
            echo "$call:signal=KILL:when=$at"
        done
    done
}

mkdir "$work/reference"
pack_into "$work/reference" >/dev/null
"$program" verify "$work"/reference/out/*.zip >/dev/null
ls "$work"/reference/out/*-merged.pdf >/dev/null
state=$(state_of_dossier)
faults >"$work/faults"

export -f try pack_into state_of_dossier is_whole is_whole_or_absent explains
export program work dossier state
xargs -P "$(nproc)" -I{} bash -c 'try "$1"' try {} <"$work/faults" >"$work/results" || true
grep -v '^done$' "$work/results" || true
runs=$(grep -c . "$work/faults")
ended=$(grep -c '^done$' "$work/results")
failed=$(grep -c '^FAILED' "$work/results" || true)
printf '%s runs, %s ended, %s complaints\n' "$runs" "$ended" "$failed"
[ "$runs" = "$ended" ] && [ "$failed" = 0 ]

tests/crash/kills.sh "$program"
tests/crash/in_place.sh "$program"
