# Sourced by benches/peers.sh: how commands are timed and compared.

dossier=$(realpath "${DOSSIER:-target/release/dossier}")
runs=${RUNS:-5}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

# timed FUNCTION: one run of a shell function; sets $cpu (user + system) and $wall, seconds. Exit 1 (findings) is a result.
timed() {
    local TIMEFORMAT='%U %S %R' code=0
    { time "$1" >"$work/stdout" 2>"$work/stderr" || code=$?; } 2>"$work/time"
    [ "$code" -le 1 ] || { printf '%s: exit %s\n' "$1" "$code"; cat "$work/stderr"; return 1; }
    read -r user system wall < <(tail -n 1 "$work/time")
    cpu=$(awk "BEGIN { print $user + $system }")
}

median() { sort -n | awk '{ value[NR] = $1 } END { print value[int((NR + 1) / 2)] }'; }

# versus LABEL cpu|wall BAR OURS THEIRS: runs both functions in turn, prints the medians, their ratio and the bar it must not pass.
versus() {
    local label=$1 figure=$2 bar=$3 ours=$4 theirs=$5 run
    local -a a=() b=() ratios=()
    timed "$ours" && timed "$theirs"
    for ((run = 0; run < runs; run++)); do
        timed "$ours"; a+=("${!figure}")
        timed "$theirs"; b+=("${!figure}")
        ratios+=("$(awk "BEGIN { print ${a[-1]} / (${b[-1]} > 0 ? ${b[-1]} : 0.001) }")")
    done
    awk -v label="$label" -v figure="$figure" -v bar="$bar" -v a="$(printf '%s\n' "${a[@]}" | median)" \
        -v b="$(printf '%s\n' "${b[@]}" | median)" -v ratio="$(printf '%s\n' "${ratios[@]}" | median)" 'BEGIN {
        printf "%-44s %s %8.3f s against %8.3f s: ratio %.2f (bar %s) %s\n", label, figure, a, b, ratio, bar, ratio <= bar ? "met" : "NOT MET" }'
}

# peak COMMAND…: peak memory of one run, MB.
peak() {
    /usr/bin/time -f '%M' -o "$work/peak" "$@" >/dev/null 2>&1 || true
    awk 'END { printf "%.0f\n", $1 / 1024 }' "$work/peak"
}
