#!/usr/bin/env bash
# What dossier.exe must do, under Wine: the same answers as the Linux program, and what only Windows asks for.
#   tests/windows/accept.sh DOSSIER.EXE LINUX_PROGRAM HOLD.EXE
# `run.sh` sets Wine up and calls this. Ends with 1 where anything differs, after naming all of it.
set -uo pipefail
cd "$(dirname "$0")/../.." || exit 2

exe=$(realpath "$1") linux=$(realpath "$2") hold=$(realpath "$3")
# The program behind Debian's `wine`, which would talk of 32 bits before each run.
wine=${WINE:-/usr/lib/wine/wine64}
[ -x "$wine" ] || wine=$(command -v wine)
# A folder as applicants have them.
work=$(mktemp -d)
here="$work/测试 文件夹 甲"
mkdir "$here"
trap 'rm -rf "$work"' EXIT
export XDG_DATA_HOME="$work/data" XDG_CACHE_HOME="$work/cache"
day=(--date 2021-09-10)
# What an earlier run entered would be told in reports.
rm -rf "$WINEPREFIX"/drive_c/users/*/AppData/{Local,Roaming}/dossier
failed=0

step() { printf '\n-- %s\n' "$*"; }
windows() { "$wine" "$exe" "$@"; }
differs() {
    printf 'DIFFERS: %s\n' "$*"
    failed=$((failed + 1))
}
# Holds that a condition is met: holds WHAT COMMAND…
holds() {
    local what=$1
    shift
    if "$@"; then printf 'ok  %s\n' "$what"; else differs "$what"; fi
}
# Runs both programs in the same place with the same words: same stdout, same exit code.
both() {
    local what=$1 a b
    shift
    "$linux" "$@" >"$work/linux.out" 2>"$work/linux.err"
    a=$?
    windows "$@" >"$work/windows.out" 2>"$work/windows.err"
    b=$?
    if [ "$a" != "$b" ]; then
        differs "$what: exit $a and $b: $(tail -n 2 "$work/windows.err")"
    elif ! cmp -s "$work/linux.out" "$work/windows.out"; then
        differs "$what: $(diff "$work/linux.out" "$work/windows.out" | head -n 6)"
    else
        return 0
    fi
    return 1
}
# Runs the Windows program and holds its exit code and words on stdout or stderr: says WHAT CODE WORDS ARGUMENTS…
says() {
    local what=$1 code=$2 words=$3 got
    shift 3
    windows "$@" >"$work/windows.out" 2>"$work/windows.err" </dev/null
    got=$?
    if [ "$got" = "$code" ] && { [ -z "$words" ] || cat "$work/windows.out" "$work/windows.err" | grep -qF -- "$words"; }; then
        printf 'ok  %s\n' "$what"
    else
        differs "$what: exit $got; $(cat "$work/windows.out" "$work/windows.err" | tail -n 3)"
    fi
}

for part in tests/windows/accept/*.sh; do
    # shellcheck source=/dev/null
    source "$part"
done

step "result"
if [ "$failed" != 0 ]; then
    echo "$failed differ"
    exit 1
fi
echo "all agree"
