# What a scan costs: hash and everything measured, against the checksum and full check of jpeginfo on the same pages.
# Draws its pages: five kinds of A4 page at 300 dpi, as colour baseline 4:2:0 and as progressive.
# Needs the example draw-fixtures, jpeginfo, and libjpeg-turbo's cjpeg, djpeg, jpegtran.

draw=${DRAW:-target/release/examples/draw-fixtures}
mkdir -p "$work/baseline" "$work/progressive" "$work/more-baseline" "$work/more-progressive"
"$draw" pages "$work/drawn"
for page in "$work"/drawn/*.jpg; do
    name=$(basename "$page")
    djpeg -rgb "$page" | cjpeg -quality 80 >"$work/baseline/$name"
    jpegtran -progressive "$work/baseline/$name" >"$work/progressive/$name"
    for copy in 2 3 4; do
        cp "$work/baseline/$name" "$work/baseline/$copy-$name"
        cp "$work/progressive/$name" "$work/progressive/$copy-$name"
    done
done

# Five times as many for two threads: what starting a thread and its memory costs is paid once, not for each page.
for kind in baseline progressive; do
    for copy in 1 2 3 4 5; do
        for page in "$work/$kind"/*.jpg; do ln "$page" "$work/more-$kind/$copy-$(basename "$page")"; done
    done
done

ours() { "$dossier" inspect --jobs 1 --format json "$work/$kind"/*.jpg; }
ours_by_one() { "$dossier" inspect --jobs 1 --format json "$work/more-$kind"/*.jpg; }
ours_by_two() { "$dossier" inspect --jobs 2 --format json "$work/more-$kind"/*.jpg; }
theirs() { jpeginfo -c --sha256 "$work/$kind"/*.jpg; }

kind=baseline
versus "20 baseline pages, jpeginfo -c --sha256" cpu 0.85 ours theirs
versus "100 baseline pages, two threads, one" wall 0.556 ours_by_two ours_by_one
kind=progressive
versus "20 progressive pages, jpeginfo -c --sha256" cpu 0.5 ours theirs
versus "100 progressive pages, two threads, one" wall 0.556 ours_by_two ours_by_one

for kind in baseline progressive; do
    printf '%-44s %s MB (bar 64)\n' "peak of one worker, $kind" "$(peak "$dossier" inspect --jobs 1 "$work/$kind"/*.jpg)"
done
printf '%-44s %s MB (bar 64)\n' "peak of one worker, pixels of every page" \
    "$(peak "$dossier" inspect --deep --jobs 1 "$work"/baseline/*.jpg)"

# A file of some kB that claims 65500 × 65500 pixels: height and width stand 5 bytes behind the frame's marker.
claim=$work/claim.jpg
cp "$(find "$work/baseline" -name '*.jpg' | sort | head -n 1)" "$claim"
frame=$(LC_ALL=C grep -obUaP '\xff\xc0' "$claim" | head -n 1 | cut -d: -f1)
printf '\377\334\377\334' | dd of="$claim" bs=1 seek=$((frame + 5)) conv=notrunc status=none
printf '%-44s %s MB (bar 32)\n' "peak, a claim of 65500 × 65500" "$(peak "$dossier" inspect --jobs 1 "$claim")"
