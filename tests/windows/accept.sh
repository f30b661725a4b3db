#!/usr/bin/env bash
# What dossier.exe must do, under Wine: the same answers as the Linux program, and what only Windows asks for.
#   tests/windows/accept.sh DOSSIER.EXE LINUX_PROGRAM HOLD.EXE
# `run.sh` sets Wine up and calls this; DRAW is the example draw-evening. ONLY=2 runs one part of it. Ends with 1 where anything differs, after naming all of it.
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
# What was packed before would be told.
none=(--register "$work/none.sqlite")
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
# Nobody is shown a path with the mark of Windows before it, but who typed one: no_marks WHAT ARGUMENTS…
no_marks() {
    local what=$1
    shift
    [[ "$*" == *'\\?\'* ]] || ! grep -qF '\\?\' "$work/windows.out" "$work/windows.err" || differs "$what: shows \\\\?\\"
}
# Runs the Windows program and holds its exit code and words on stdout or stderr: says WHAT CODE WORDS ARGUMENTS…
says() {
    local what=$1 code=$2 words=$3 got
    shift 3
    windows "$@" >"$work/windows.out" 2>"$work/windows.err" </dev/null
    got=$?
    no_marks "$what" "$@"
    if [ "$got" = "$code" ] && { [ -z "$words" ] || cat "$work/windows.out" "$work/windows.err" | grep -qF -- "$words"; }; then
        printf 'ok  %s\n' "$what"
    else
        differs "$what: exit $got; $(cat "$work/windows.out" "$work/windows.err" | tail -n 3)"
    fi
}

# A path of Linux as Windows sees it: Wine has the whole of it as drive Z.
z() { printf 'Z:%s' "${1//\//\\}"; }
# Holds that a check says the same of a folder by another name: check_is_same WHAT ARGUMENTS…
check_is_same() {
    local what=$1
    shift
    windows check "$@" "${day[@]}" "${none[@]}" --format json >"$work/windows.out" 2>"$work/windows.err"
    holds "$what" cmp "$work/want.json" "$work/windows.out"
}
# Runs something while another program has a file open.
with_held() { # with_held FILE MODE COMMAND…
    local file=$1 mode=$2
    shift 2
    mkfifo "$work/release" "$work/said"
    "$wine" "$hold" "$file" "$mode" <"$work/release" >"$work/said" &
    local pid=$!
    exec 8>"$work/release" 9<"$work/said"
    read -r -t 60 _ <&9 || differs "cannot hold $file"
    "$@"
    exec 8>&- 9<&-
    wait "$pid"
    rm "$work/release" "$work/said"
}

# What the parts share.
cp -r fixtures/complete "$here/王 小明"
cp -r fixtures/in-service "$here/李 四"
cp -r fixtures/rules/D301-low-resolution/bad "$here/张三（扫描）"
wang=$(z "$here/王 小明")
"$linux" check "$here/王 小明" "${day[@]}" "${none[@]}" --format json >"$work/want.json"
long=$work
for number in 1 2 3 4 5 6; do long="$long/很长的文件夹名字$(printf '长%.0s' $(seq 1 30))$number"; done
mkdir -p "$long"
cp -r fixtures/complete "$long/材料"

for part in tests/windows/accept/${ONLY:-}*.sh; do
    # shellcheck source=/dev/null
    source "$part"
done

step "result"
if [ "$failed" != 0 ]; then
    echo "$failed differ"
    exit 1
fi
echo "all agree"
