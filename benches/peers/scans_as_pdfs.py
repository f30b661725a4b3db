"""Lays scanned pages into PDFs as scanners do: scans_as_pdfs.py OUT_DIR PAGE.jpg…, one PDF of all pages for each kind.

Needs djpeg and cjpeg (libjpeg-turbo), tiffcp (libtiff) and opj_compress (openjpeg-tools); a kind whose program is missing is left out.
"""
import os
import shutil
import struct
import subprocess
import sys
import tempfile
import zlib

out, pages = sys.argv[1], sys.argv[2:]
scratch = tempfile.mkdtemp()


def run(*command, data=None):
    return subprocess.run(command, input=data, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, check=True).stdout


def pixels(page, *how):
    """Width, height and bytes of a page."""
    head, size, _, data = run("djpeg", *how, "-pnm", page).split(b"\n", 3)
    width, height = map(int, size.split())
    return width, height, data


def jpeg(page):
    width, height, data = pixels(page, "-rgb")
    coded = run("cjpeg", "-quality", "80", data=b"P6\n%d %d\n255\n" % (width, height) + data)
    return width, height, "/DCTDecode", "/DeviceRGB", 8, "", coded


def grey(page):
    width, height, data = pixels(page, "-grayscale")
    return width, height, "/FlateDecode", "/DeviceGray", 8, "", zlib.compress(data)


def colour(page):
    width, height, data = pixels(page, "-rgb")
    return width, height, "/FlateDecode", "/DeviceRGB", 8, "", zlib.compress(data)


def fax(page):
    """Group 4, in one strip."""
    width, height, data = pixels(page, "-grayscale")
    packed = bytearray()
    table = bytes(0 if level < 128 else 1 for level in range(256))
    data = data.translate(table)
    for y in range(height):
        row = data[y * width:(y + 1) * width] + b"\x01" * (-width % 8)
        packed += int(row.translate(bytes.maketrans(b"\x00\x01", b"01")), 2).to_bytes(len(row) // 8, "big")
    plain, coded = os.path.join(scratch, "plain.tif"), os.path.join(scratch, "g4.tif")
    tags = [(256, 4, width), (257, 4, height), (258, 3, 1), (259, 3, 1), (262, 3, 1), (273, 4, 8), (277, 3, 1), (278, 4, height), (279, 4, len(packed))]
    with open(plain, "wb") as file:
        packed += b"\0" * (len(packed) % 2)
        file.write(b"II*\0" + struct.pack("<I", 8 + len(packed)) + packed + struct.pack("<H", len(tags)))
        for tag, kind, value in tags:
            file.write(struct.pack("<HHI", tag, kind, 1) + struct.pack("<I", value))
        file.write(b"\0\0\0\0")
    run("tiffcp", "-c", "g4", "-r", str(height), plain, coded)
    tiff = open(coded, "rb").read()
    order = "<" if tiff[:2] == b"II" else ">"
    at = struct.unpack(order + "I", tiff[4:8])[0]
    entries = {}
    for number in range(struct.unpack(order + "H", tiff[at:at + 2])[0]):
        tag, kind, _ = struct.unpack(order + "HHI", tiff[at + 2 + 12 * number:at + 10 + 12 * number])
        value = tiff[at + 10 + 12 * number:at + 14 + 12 * number]
        entries[tag] = struct.unpack(order + ("H" if kind == 3 else "I"), value[:2 if kind == 3 else 4])[0]
    strip = tiff[entries[273]:entries[273] + entries[279]]
    parms = f"/DecodeParms << /K -1 /Columns {width} /Rows {height} /BlackIs1 false >>"
    return width, height, "/CCITTFaxDecode", "/DeviceGray", 1, parms, strip


def wavelets(page):
    width, height, data = pixels(page, "-rgb")
    source, coded = os.path.join(scratch, "page.ppm"), os.path.join(scratch, "page.jp2")
    with open(source, "wb") as file:
        file.write(b"P6\n%d %d\n255\n" % (width, height) + data)
    run("opj_compress", "-i", source, "-o", coded, "-r", "20", "-I")
    return width, height, "/JPXDecode", "/DeviceRGB", 8, "", open(coded, "rb").read()


def pdf(kind, above=""):
    objects = [b"<< /Type /Catalog /Pages 2 0 R >>", None,
               b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>"]
    kids = []
    for page in pages:
        width, height, coding, space, bits, parms, data = kind(page)
        head = (f"<< /Type /XObject /Subtype /Image /Width {width} /Height {height} /ColorSpace {space} "
                f"/BitsPerComponent {bits} /Filter {coding} {parms} /Length {len(data)} >>\nstream\n")
        objects.append(head.encode() + data + b"\nendstream")
        picture = len(objects)
        wide, high = width * 72 / 300, height * 72 / 300
        content = f"q {wide:.3f} 0 0 {high:.3f} 0 0 cm /P Do Q {above}".encode()
        objects.append(b"<< /Length %d >>\nstream\n" % len(content) + content + b"\nendstream")
        objects.append((f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 {wide:.3f} {high:.3f}] /Contents {picture + 1} 0 R "
                        f"/Resources << /XObject << /P {picture} 0 R >> /Font << /F 3 0 R >> >> >>").encode())
        kids.append(len(objects))
    objects[1] = f"<< /Type /Pages /Count {len(kids)} /Kids [{' '.join(f'{kid} 0 R' for kid in kids)}] >>".encode()
    file, places = bytearray(b"%PDF-1.5\n%\xe2\xe3\xcf\xd3\n"), []
    for number, body in enumerate(objects, 1):
        places.append(len(file))
        file += b"%d 0 obj\n" % number + body + b"\nendobj\n"
    start = len(file)
    file += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    file += b"".join(b"%010d 00000 n \n" % place for place in places)
    file += b"trailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, start)
    return bytes(file)


lines = "".join(f"BT /F 11 Tf 72 {700 - 14 * line} Td (Received and filed under number {4711 + line}, page by page) Tj ET " for line in range(12))
kinds = [("jpeg", jpeg, "", "cjpeg"), ("typed-above", jpeg, lines, "cjpeg"), ("flate-grey", grey, "", "djpeg"),
         ("flate-colour", colour, "", "djpeg"), ("group-4", fax, "", "tiffcp"), ("wavelets", wavelets, "", "opj_compress")]
for name, kind, above, needs in kinds:
    if not shutil.which(needs):
        print(f"skipped: {name} needs {needs}", file=sys.stderr)
        continue
    with open(os.path.join(out, name + ".pdf"), "wb") as file:
        file.write(pdf(kind, above))
shutil.rmtree(scratch)
