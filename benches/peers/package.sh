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
check() { "$dossier" check "$folder" "${common[@]}" --register "$work/none.sqlite"; }
form() { "$dossier" form "$folder" -o "$work/form.pdf" "${common[@]}"; }
pack() { "$dossier" pack "$folder" -o "$work/out" --incomplete "${common[@]}" --register "$work/register.sqlite"; }
hash_files() { openssl dgst -sha256 "$folder"/*.jpg; }
copy_files() { cp -r "$folder" "$work/copy"; }
verify() { "$dossier" verify "$work"/out/*.zip --quiet; }
hash_zip() { openssl dgst -sha256 "$work"/out/*.zip; }

# CPU time of one run, seconds, after what an earlier run left is gone.
cpu_of() { timed "$1"; printf '%s\n' "$cpu"; }

printf '%s scans, %s MB\n' "$scans" "$(du -sm "$folder" | cut -f1)"
check >/dev/null || true
for ((run = 0; run < runs; run++)); do
    rm -rf "$work/copy" "$work"/out/*
    c=$(cpu_of check) f=$(cpu_of form) h=$(cpu_of hash_files)
    # Whoever writes first finds the memory that was just given back, which is cheaper: by turns.
    if ((run % 2)); then p=$(cpu_of pack) w=$(cpu_of copy_files); else w=$(cpu_of copy_files) p=$(cpu_of pack); fi
    # The form checks the folder first: what it takes beyond that is its own.
    awk -v c="$c" -v f="$f" -v p="$p" -v h="$h" -v w="$w" 'BEGIN {
        print p - c - (f > c ? f - c : 0), h + w, (p - c - (f > c ? f - c : 0)) / (h + w) }'
done >"$work/rows"
median_of() { cut -d' ' -f"$1" "$work/rows" | median; }
awk -v ours="$(median_of 1)" -v theirs="$(median_of 2)" -v ratio="$(median_of 3)" 'BEGIN {
    printf "%-44s cpu %8.3f s against %8.3f s: ratio %.2f (bar 1.3) %s\n", "pack beyond check, openssl + cp", ours, theirs, ratio,
        ratio <= 1.3 ? "met" : "NOT MET" }'
versus "verify, openssl" cpu 1.1 verify hash_zip
printf 'peak memory: check %s MB, pack %s MB, verify %s MB (bar 50)\n' "$(peak "$dossier" check "$folder" "${common[@]}")" \
    "$(peak "$dossier" pack "$folder" -o "$work/peak-out" --incomplete "${common[@]}" --register "$work/register.sqlite")" \
    "$(peak "$dossier" verify "$work"/out/*.zip)"
