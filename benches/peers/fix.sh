# What a page of a scanned PDF costs to become a JPG: `fix` of a folder with one PDF of five A4 pages at 300 dpi, against
# `pdftoppm -r 300 -jpeg` of the same PDF. Each kind of page has a PDF of its own, see scans_as_pdfs.py.
# Needs the example draw-fixtures, pdftoppm (poppler-utils), libjpeg-turbo-progs, libtiff-tools, openjpeg-tools and Python.

draw=${DRAW:-target/release/examples/draw-fixtures}
mkdir "$work/pdfs" "$work/drawings"
"$draw" pages "$work/drawn"
python3 benches/peers/scans_as_pdfs.py "$work/pdfs" "$work"/drawn/*.jpg

fixed() { rm -rf "$work/fixed"; "$dossier" fix "$folder" -o "$work/fixed" --jobs 1 --date 2021-09-10 --quiet; }
drawn_by_poppler() { pdftoppm -r 300 -jpeg "$folder/$kind.pdf" "$work/drawings/page"; }

for pdf in "$work"/pdfs/*.pdf; do
    kind=$(basename "$pdf" .pdf)
    folder="$work/folder-$kind"
    mkdir "$folder"
    cp fixtures/complete/applicant.toml "$folder/"
    mv "$pdf" "$folder/"
    versus "5 pages, $kind" cpu 1.0 fixed drawn_by_poppler
    # A page that was left would cost nothing.
    [ "$(find "$work/fixed" -name '*.jpg' | wc -l)" -eq 5 ] || { printf '%s: not all pages became pictures\n' "$kind"; exit 1; }
    printf '%-44s %s MB (bar 300)\n' "peak, $kind" "$(rm -rf "$work/fixed"; peak "$dossier" fix "$folder" -o "$work/fixed" --jobs 1 --date 2021-09-10 -q)"
done
