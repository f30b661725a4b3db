#!/usr/bin/env bash
# What designed files cost: each class of them at six sizes, each twice the one before. Printed is the CPU time in seconds and
# the most memory in MB of each; a class fails where one of them takes more than the budget, ends with anything but 0, 1 or 2,
# or where twice the size takes more than 2.5 times as long.
#   benches/budgets.sh [PROGRAM [CLASS…]]
# PROGRAM defaults to target/release/dossier. Needs python3 and GNU time.
set -euo pipefail
cd "$(dirname "$0")/.."

program=$(realpath "${1:-target/release/dossier}")
shift || true
seconds=2
megabytes=300
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

# A class and its smallest size.
classes="
toml_one_line 5000
toml_line_of_fillers 20000
toml_line_of_hashes 20000
toml_unknown_keys 1000
toml_deep 1000
toml_dotted 2000
toml_papers 250
toml_waivers 500
form_word 20000
form_name 10000
profile_names 1000
near_copies 32
files 250
pdf_forms_in_forms 5
pdf_pages_of_one_picture 1
gif_of_few_bytes 2000
png_of_nothing 500
tiff_of_one_strip 15
zip_deep_names 200
zip_manifest_of_newlines 100000
zip_large_toml 20000
merge_long_line 1000000
list_long_line 1000000
register_recursive 1000
"

failed=0
while read -r class size; do
    [ -n "$class" ] || continue
    [ "$#" = 0 ] || [[ " $* " == *" $class "* ]] || continue
    line=$(printf '%-26s' "$class")
    before=0 verdict=
    for _ in 1 2 3 4 5 6; do
        place="$work/$class-$size"
        mkdir "$place"
        command=$(python3 benches/budgets/make.py "$class" "$size" "$place")
        code=0
        # Four times the budget of memory ends a run that would take the machine with it.
        # shellcheck disable=SC2086
        (ulimit -t 60 && cd "$place" && exec /usr/bin/time -q -f '%U %S %M' -o "$work/cost" \
            "$program" ${command//@/$place} --jobs 1) >/dev/null 2>"$work/stderr" || code=$?
        read -r user system kilobytes <"$work/cost"
        cpu=$(awk "BEGIN { printf \"%.2f\", $user + $system }")
        memory=$((kilobytes / 1024))
        line+=$(printf '  %s s %s MB' "$cpu" "$memory")
        [ "$code" -le 2 ] || verdict+=" exit $code;"
        ! awk "BEGIN { exit !($cpu > $seconds) }" || verdict+=" $cpu s at $size;"
        [ "$memory" -le "$megabytes" ] || verdict+=" $memory MB at $size;"
        # Below a tenth of a second it is the start of the program that is measured.
        ! awk "BEGIN { exit !($before > 0.1 && $cpu > 2.5 * $before) }" || verdict+=" more than linear at $size;"
        before=$cpu
        size=$((size * 2))
        rm -rf "$place"
    done
    echo "$line  ${verdict:-good}"
    [ -z "$verdict" ] || failed=1
done <<<"$classes"
exit $failed
