# Sourced by benches/peers.sh: `pack` and `verify` beside `openssl dgst -sha256` and `cp` of the same files.
#
# A gigabyte of scans as large as those of a page, 3 MB. What is in them does not matter here: they are no JPEGs, so
# `check`, whose time is taken off, is short, and the difference is not lost in its noise.

scans=${SCANS:-350}
folder="$work/dossier"
mkdir "$folder" "$work/out"
cp fixtures/complete/applicant.toml "$folder/"
for ((at = 1; at <= scans; at++)); do
    head -c 3145728 /dev/urandom >"$folder/论文1-正文$at.jpg"
done

common=(--date 2021-09-10 --jobs 1 --quiet)
check() { "$dossier" check "$folder" --no-read --no-cache "${common[@]}" --register "$work/none.sqlite"; }
form() { "$dossier" form "$folder" -o "$work/form.pdf" "${common[@]}"; }
pack() { "$dossier" pack "$folder" --no-read -o "$work/out" --incomplete "${common[@]}" --register "$work/register.sqlite"; }
hash_files() { openssl dgst -sha256 "$folder"/*.jpg; }
copy_files() { cp -r "$folder" "$work/copy"; }
verify() { "$dossier" verify "$work"/out/*.zip --quiet; }
hash_zip() { openssl dgst -sha256 "$work"/out/*.zip; }

# CPU time of one run, seconds, after what an earlier run left is gone.
cpu_of() { timed "$1"; printf '%s\n' "$cpu"; }

printf '%s scans, %s MB\n' "$scans" "$(du -sm "$folder" | cut -f1)"
check >/dev/null || true
# What a write costs depends on where its memory comes from: a page that the machine has not used for a while can cost
# ten times as much. So each writer finds what another has just given back, by turns, and the least of the runs counts.
remove_written() { rm -rf "$work/copy" "$work"/out/*; }
for ((run = 0; run < runs; run++)); do
    c=$(cpu_of check) f=$(cpu_of form) h=$(cpu_of hash_files)
    if ((run % 2)); then
        remove_written; p=$(cpu_of pack)
        remove_written; w=$(cpu_of copy_files)
    else
        remove_written; w=$(cpu_of copy_files)
        remove_written; p=$(cpu_of pack)
    fi
    printf '%s\n' "$c $f $h $w $p"
done >"$work/rows"
least() { cut -d' ' -f"$1" "$work/rows" | sort -n | head -n 1; }
# The form checks the folder first: what it takes beyond that is its own.
awk -v c="$(least 1)" -v f="$(least 2)" -v h="$(least 3)" -v w="$(least 4)" -v p="$(least 5)" 'BEGIN {
    ours = p - c - (f > c ? f - c : 0); ratio = ours / (h + w)
    printf "%-44s cpu %8.3f s against %.3f + %.3f s: ratio %.2f (bar 1.3) %s\n", "pack beyond check, openssl + cp", ours, h, w, ratio,
        ratio <= 1.3 ? "met" : "NOT MET" }'
remove_written
timed pack
versus "verify, openssl" cpu 1.1 verify hash_zip
printf 'peak memory: check %s MB, pack %s MB, verify %s MB (bar 50)\n' "$(peak "$dossier" check "$folder" --no-read --no-cache "${common[@]}")" \
    "$(peak "$dossier" pack "$folder" --no-read -o "$work/peak-out" --incomplete "${common[@]}" --register "$work/register.sqlite")" \
    "$(peak "$dossier" verify "$work"/out/*.zip)"
