# The paper: what the form costs after the program's start, what the desk set costs beside reading its pictures, and how
# large both become. "Reading" has three honest meanings, and each has its line:
#   * what this program does to read the folder's JPEGs (`check`): the bar of 1.2 is held against this one;
#   * reading and hashing the bytes that the set holds (`sha256sum`);
#   * putting the same JPEGs into a PDF, which is all that `img2pdf` does (https://pypi.org/project/img2pdf/).
# Needs pdfimages (poppler-utils), which takes the JPEGs out of the set as they are.

folder=${FOLDER:-fixtures/complete}
date=2021-09-10

# A folder without scans: what is left of `form` is the start, the profile and the form itself.
mkdir -p "$work/bare" "$work/held"
cp "$folder/applicant.toml" "$work/bare/"

start() { "$dossier" --version; }
check() { "$dossier" check "$folder" --no-read --no-cache --date $date --jobs 1; }
form() { "$dossier" form "$folder" -o "$work/form.pdf" --date $date --jobs 1; }
form_bare() { "$dossier" form "$work/bare" -o "$work/bare.pdf" --date $date --jobs 1 -q; }
paper() { "$dossier" paper "$folder" -o "$work/paper.pdf" --date $date --jobs 1; }
hash_held() { sha256sum "$work"/held/*.jpg; }
img2pdf_held() { img2pdf "$work"/held/*.jpg -o "$work/peer.pdf"; }

# cost FUNCTION: the median CPU of its runs, milliseconds.
cost() {
    local run
    for ((run = 0; run < runs; run++)); do timed "$1"; printf '%s\n' "$cpu"; done | median | awk '{ printf "%.1f", $1 * 1000 }'
}

# within LABEL FIGURE UNIT BAR
within() {
    awk -v label="$1" -v figure="$2" -v unit="$3" -v bar="$4" 'BEGIN {
        printf "%-44s %s %s (bar %s) %s\n", label, figure, unit, bar, figure <= bar ? "met" : "NOT MET" }'
}

# ratio OURS THEIRS
ratio() { awk "BEGIN { printf \"%.2f\", ($1) / ($2) }"; }

minus() { awk "BEGIN { printf \"%.1f\", $1 - $2 }"; }

started=$(cost start)
within "form without scans, CPU after start" "$(minus "$(cost form_bare)" "$started")" ms 60
within "form without photo, size" "$(stat -c %s "$work/bare.pdf")" bytes 150000

versus "paper set / check: all that is read" cpu 1.2 paper check

timed paper
pdfimages -all "$work/paper.pdf" "$work/held/p"
held=$(cat "$work"/held/*.jpg | wc -c)
within "paper set, size" "$(stat -c %s "$work/paper.pdf")" bytes "$(awk "BEGIN { printf \"%d\", $held * 1.02 + 300000 }")"

# What the set costs on its own: the run without the check that every command starts with.
alone=$(minus "$(cost paper)" "$(cost check)")
form_alone=$(minus "$(cost form)" "$(cost check)")
hashed=$(cost hash_held)
printf '%-44s %s ms, of which the form %s ms\n' "paper set beside its check, CPU" "$alone" "$form_alone"
printf '%-44s %s ms for %s bytes: ratio %s\n' "reading and hashing what it holds, CPU" "$hashed" "$held" "$(ratio "$alone" "$hashed")"
if command -v img2pdf >/dev/null; then
    printf '%-44s %s ms\n' "img2pdf of what it holds, CPU" "$(cost img2pdf_held)"
else
    echo "img2pdf is not installed: not compared"
fi

# The font of 11 MB lies in the binary; a command that prints nothing must not have it in memory.
font=$(stat -c %s src/font/NotoSerifSC-Regular.otf)
within "dossier explain: peak memory, font untouched" "$(peak "$dossier" explain D301)" MB "$((font / 1048576))"
