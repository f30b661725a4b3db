"""Draws the wavelets of pdf_wavelets.rs anew, into the folder of this script; needs opj_compress 2.5 (openjpeg-tools).

No encoder of JPEG 2000 is among the libraries of the tests; so these files, of 1 to 3 kB, are kept here."""
import os
import subprocess
import tempfile

WIDE, HIGH = 120, 170


def pixel(x, y):
    if x < WIDE // 2 and y < HIGH // 2:
        return 200, 30 + y, 30
    return (30, 30, 100 + x) if x >= WIDE // 2 and y >= HIGH // 2 else (240, 238, 230)


here = os.path.dirname(os.path.abspath(__file__))
pixels = [pixel(x, y) for y in range(HIGH) for x in range(WIDE)]
with tempfile.TemporaryDirectory() as scratch:
    colour, gray = os.path.join(scratch, "page.ppm"), os.path.join(scratch, "page.pgm")
    with open(colour, "wb") as file:
        file.write(b"P6\n%d %d\n255\n" % (WIDE, HIGH) + bytes(level for levels in pixels for level in levels))
    with open(gray, "wb") as file:
        file.write(b"P5\n%d %d\n255\n" % (WIDE, HIGH) + bytes(levels[0] for levels in pixels))
    for source, made, how in [(colour, "colour.jp2", ["-q", "40", "-n", "4", "-I"]),
                              (colour, "tiles.j2k", ["-t", "64,64", "-n", "3"]), (gray, "gray.jp2", ["-n", "4"])]:
        subprocess.run(["opj_compress", "-i", source, "-o", os.path.join(here, made), *how], check=True, stdout=subprocess.DEVNULL)
