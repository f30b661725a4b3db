# Sourced by benches/peers.sh: many dossiers.
#   throughput  200 dossiers × 29 A4 pages, a third each at 200, 250 and 300 dpi, half baseline and half progressive, everybody's
#               own bytes: wall time against jpeginfo, which decodes and hashes the same files in two processes
#   second run  with a cache, against the first and against hashing alone; with --reports, against one without
#   growth      20, 200, 2,000 dossiers of hard links: time for each, and peak memory
# DOSSIERS=40 for a quicker look, GROWTH="20 200" likewise. Needs jpeginfo, djpeg, cjpeg, sha256sum, and 3 GB of disk.

dossiers=${DOSSIERS:-200}
read -ra growth <<<"${GROWTH:-20 200 2000}"
runs=${RUNS:-3}
many=$(realpath "${MANY:-target/release/examples/many-dossiers}")
complete=fixtures/complete

# original FOLDER: the complete dossier with A4 pages only; the photo and the card are a page's own size here.
original() {
    local at=0 scan page progressive
    local -a eighths=(8 10 12)
    mkdir -p "$1"
    cp "$complete/applicant.toml" "$1/"
    while IFS= read -r scan; do
        page=$scan
        case $scan in *照片* | *身份证*) page=$(find "$complete/05-任职材料" -name '*.jpg' | sort | sed -n "$((at % 4 + 1))p") ;; esac
        progressive=(); ((at % 2)) && progressive=(-progressive)
        mkdir -p "$1/$(dirname "${scan#"$complete"/}")"
        djpeg -scale "${eighths[at % 3]}/8" "$page" | cjpeg -quality $((86 + at % 5)) "${progressive[@]}" >"$1/${scan#"$complete"/}"
        at=$((at + 1))
    done < <(find "$complete" -name '*.jpg' | sort)
}

original "$work/original"
staff=$work/staff
"$many" "$staff" "$dossiers" --from "$work/original"
printf '%s dossiers, %s files, %s MB\n' "$dossiers" "$(find "$staff" -name '*.jpg' | wc -l)" "$(du -sm "$staff" | cut -f 1)"

batch() { "$dossier" batch "$staff" --date 2021-09-10 --jobs 2 --format json="$work/roster.json" "$@"; }
uncached() { batch --no-cache; }
warm() { batch --cache "$work/cache.sqlite"; }
first() { rm -f "$work"/cache.sqlite*; warm; }
peer() { find "$staff" -name '*.jpg' -print0 | xargs -0 -P2 -n16 jpeginfo -c --sha256; }
hashing() { find "$staff" -name '*.jpg' -print0 | xargs -0 -P2 -n16 sha256sum; }
ours_hashing() { find "$staff" -name '*.jpg' -print0 | xargs -0 -P2 -n16 openssl dgst -sha256; }

versus "check beside jpeginfo -c --sha256" wall 0.75 uncached peer
timed first
versus "second run beside the first" wall 0.125 warm first
timed warm
versus "second run beside sha256sum" wall 1.5 warm hashing
command -v openssl >/dev/null && versus "second run beside openssl dgst -sha256" wall 1.5 warm ours_hashing
warm_reports() { warm --reports "$work/reports"; }
warm_reports
versus "second run with --reports beside one without" wall 1.5 warm_reports warm
cmp <(batch --no-cache --format json) <(batch --cache "$work/cache.sqlite" --format json) && echo "first and second run say the same"
rm -rf "$staff"

# growth: processor time of each dossier, the least of $runs runs, and the peak of the last.
printf '%-10s %14s %14s %10s\n' dossiers 'ms CPU each' 'ms wall each' 'peak MB'
for count in "${growth[@]}"; do
    staff=$work/staff-$count
    "$many" "$staff" "$count" --from "$work/original" --links
    least=''; least_wall=''
    for ((run = 0; run < (count > 500 ? 1 : runs); run++)); do
        timed uncached
        least=$(awk "BEGIN { print \"$least\" == \"\" || $cpu < ${least:-0} ? $cpu : ${least:-0} }")
        least_wall=$(awk "BEGIN { print \"$least_wall\" == \"\" || $wall < ${least_wall:-0} ? $wall : ${least_wall:-0} }")
    done
    memory=$(peak "$dossier" batch "$staff" --date 2021-09-10 --jobs 2 --no-cache --format json="$work/roster.json" --format xlsx="$work/roster.xlsx")
    awk -v count="$count" -v cpu="$least" -v wall="$least_wall" -v memory="$memory" 'BEGIN {
        printf "%-10d %14.1f %14.1f %10d\n", count, cpu * 1000 / count, wall * 1000 / count, memory }'
    rm -rf "$staff"
done
