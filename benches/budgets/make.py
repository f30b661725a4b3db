"""Draws one input of a class of files that ask for too much, of size N: make.py CLASS N FOLDER

Each class is something that a stranger can send and that once took time or memory without bounds. The input goes into FOLDER;
printed is the command that looks at it, with FOLDER as `@`.
"""

import os
import shutil
import sqlite3
import struct
import sys
import zipfile
import zlib

HERE = os.path.dirname(os.path.abspath(__file__))
ROOT = os.path.join(HERE, "..", "..")
COMPLETE = os.path.join(ROOT, "fixtures", "complete")
SUMMARY = "07-业务工作总结"
CHECK = "check @/d --date 2021-09-10"
# What reading costs is measured in `peers.sh read`; of one dossier no more than 500 pictures are read.
NO_READ = " --no-read --no-cache"
FIX = "fix @/d -o @/new --date 2021-09-10"


def applicant():
    with open(os.path.join(COMPLETE, "applicant.toml"), encoding="utf-8") as file:
        return file.read()


def written(folder, name, content):
    path = os.path.join(folder, name)
    os.makedirs(os.path.dirname(path), exist_ok=True)
    with open(path, "wb") as file:
        file.write(content if isinstance(content, bytes) else content.encode("utf-8"))


def with_summary(folder, end, content):
    """A dossier whose summary is the file."""
    shutil.copytree(COMPLETE, os.path.join(folder, "d"))
    os.remove(os.path.join(folder, "d", SUMMARY + ".jpg"))
    written(folder, f"d/{SUMMARY}.{end}", content)
    return FIX


def toml_one_line(folder, n):
    written(folder, "d/applicant.toml", "a = [" + "1 " * n + "]\n")
    return CHECK


def toml_line_of_fillers(folder, n):
    written(folder, "d/applicant.toml", "a = " + "<" * n + "\n")
    return CHECK


def toml_line_of_hashes(folder, n):
    written(folder, "d/applicant.toml", "a = " + ("a" + "1" * 15) * (n // 16) + "\n")
    return CHECK


def toml_unknown_keys(folder, n):
    written(folder, "d/applicant.toml", applicant() + "".join(f"u{at} = {at}\n" for at in range(n)))
    return CHECK


def toml_deep(folder, n):
    written(folder, "d/applicant.toml", "a = " + "[" * n + "]" * n + "\n")
    return CHECK


def toml_dotted(folder, n):
    written(folder, "d/applicant.toml", ".".join(["a"] * n) + " = 1\n")
    return CHECK


def toml_papers(folder, n):
    papers = "".join(f'[[papers]]\ntitle = "t{at}"\npublished = "2020-01"\n' for at in range(n))
    written(folder, "d/applicant.toml", applicant().split("[[papers]]")[0] + papers)
    return CHECK


def toml_waivers(folder, n):
    waivers = "".join(f'[[waive]]\ncode = "D301"\npart = "id/p{at}"\nreason = "x"\n' for at in range(n))
    written(folder, "d/applicant.toml", applicant() + waivers)
    return CHECK


def form_word(folder, n):
    written(folder, "d/applicant.toml", 'name = "王小明"\npractical_experience = "' + "x" * n + '"\n')
    return "form @/d -o @/form.pdf --date 2021-09-10"


def form_name(folder, n):
    written(folder, "d/applicant.toml", 'name = "' + "王" * n + '"\n')
    return "form @/d -o @/form.pdf --date 2021-09-10"


def profile_names(folder, n):
    shutil.copytree(os.path.join(ROOT, "profiles", "bazhou-vocational-2021"), os.path.join(folder, "p"))
    with open(os.path.join(folder, "p", "checklist.toml"), encoding="utf-8") as file:
        text = file.read()
    names = ",".join(f'"name{at}"' for at in range(n))
    written(folder, "p/checklist.toml", text.replace("names = [", f"names = [{names},", 1))
    return "profile check @/p"


def near_copies(folder, n):
    shutil.copytree(COMPLETE, os.path.join(folder, "d"))
    with open(os.path.join(COMPLETE, "01-照片", "照片.jpg"), "rb") as file:
        scan = file.read()
    for at in range(n):
        written(folder, f"d/论文{at}-封面.jpg", scan + bytes([at % 251]) * (1 + at // 251))
    return CHECK + NO_READ


def files(folder, n):
    shutil.copytree(COMPLETE, os.path.join(folder, "d"))
    for at in range(n):
        written(folder, f"d/x{at}.txt", "x")
    return CHECK + NO_READ


def pdf(objects):
    """A PDF of these objects, numbered from 1."""
    out, places = b"%PDF-1.4\n", []
    for number, (dictionary, stream) in enumerate(objects, 1):
        places.append(len(out))
        out += f"{number} 0 obj\n<<{dictionary}".encode()
        if stream is None:
            out += b">>\nendobj\n"
        else:
            out += f"/Length {len(stream)}>>\nstream\n".encode() + stream + b"\nendstream\nendobj\n"
    table = len(out)
    out += f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n".encode()
    out += b"".join(f"{place:010} 00000 n \n".encode() for place in places)
    return out + f"trailer\n<</Size {len(objects) + 1}/Root 1 0 R>>\nstartxref\n{table}\n%%EOF\n".encode()


def page(contents, resources):
    return f"/Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents {contents} 0 R/Resources<</XObject<<{resources}>>>>"


def pdf_forms_in_forms(folder, n):
    draw = b" ".join(f"/F{at} Do".encode() for at in range(n))
    levels, objects = 6, [("/Type/Catalog/Pages 2 0 R", None), ("/Type/Pages/Count 1/Kids[3 0 R]", None)]
    names = lambda target: "".join(f"/F{at} {target} 0 R" for at in range(n))
    objects += [(page(4, names(5)), None), ("", draw)]
    for level in range(levels):
        inner = names(6 + level) if level + 1 < levels else ""
        form = f"/Type/XObject/Subtype/Form/BBox[0 0 1 1]/Resources<</XObject<<{inner}>>>>"
        objects.append((form, draw if inner else b""))
    return with_summary(folder, "pdf", pdf(objects))


def pdf_pages_of_one_picture(folder, n):
    """Pages that share one large picture of nothing, compressed to a few kB."""
    width = height = 6000
    picture = zlib.compress(b"\0" * (width * height), 9)
    head = f"/Type/XObject/Subtype/Image/Width {width}/Height {height}/ColorSpace/DeviceGray/BitsPerComponent 8/Filter/FlateDecode"
    kids = " ".join(f"{at + 5} 0 R" for at in range(n))
    objects = [("/Type/Catalog/Pages 2 0 R", None), (f"/Type/Pages/Count {n}/Kids[{kids}]", None)]
    objects += [(head, picture), ("", b"q 595 0 0 842 0 0 cm /X Do Q")]
    objects += [(page(4, "/X 3 0 R"), None)] * n
    return with_summary(folder, "pdf", pdf(objects))


def gif_of_few_bytes(folder, n):
    size = struct.pack("<HH", n, n)
    content = b"GIF89a" + size + b"\x80\0\0\0\0\0\xff\xff\xff,\0\0\0\0" + size + b"\0\x02\x02D\x01\0;"
    return with_summary(folder, "gif", content)


def png_of_nothing(folder, n):
    def chunk(name, payload):
        return struct.pack(">I", len(payload)) + name + payload + struct.pack(">I", zlib.crc32(name + payload))
    rows = zlib.compress(b"\0" * ((8 * n + 1) * n), 9)
    head = struct.pack(">IIBBBBB", n, n, 16, 6, 0, 0, 0)
    content = b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", rows) + chunk(b"IEND", b"")
    return with_summary(folder, "png", content)


def tiff_of_one_strip(folder, n):
    """Directories that share one strip."""
    width, height = 2000, 2000
    strip = zlib.compress(b"\0" * (width * height), 9)
    out = b"II*\0" + struct.pack("<I", 8 + len(strip)) + strip
    for at in range(n):
        entries = [(256, 4, width), (257, 4, height), (258, 3, 8), (259, 3, 8), (262, 3, 1), (273, 4, 8)]
        entries += [(277, 3, 1), (278, 4, height), (279, 4, len(strip))]
        body = b"".join(struct.pack("<HHII", tag, kind, 1, value) for tag, kind, value in entries)
        following = len(out) + 2 + len(body) + 4 if at + 1 < n else 0
        out += struct.pack("<H", len(entries)) + body + struct.pack("<I", following)
    return with_summary(folder, "tif", out)


def zip_of(folder, entries):
    with zipfile.ZipFile(os.path.join(folder, "p.zip"), "w", zipfile.ZIP_STORED) as package:
        for name, content in entries:
            package.writestr(zipfile.ZipInfo(name), content)
    return "verify @/p.zip"


def zip_deep_names(folder, n):
    return zip_of(folder, ((f"dossier-00000000/{'a/' * 200}{at}", b"x") for at in range(n)))


def zip_manifest_of_newlines(folder, n):
    root = "dossier-00000000"
    return zip_of(folder, [(f"{root}/bagit.txt", b"BagIt-Version: 1.0\n"), (f"{root}/manifest-sha256.txt", b"\n" * n)])


def zip_large_toml(folder, n):
    root = "dossier-00000000"
    return zip_of(folder, [(f"{root}/meta/applicant.toml", b"a = [" + b"1," * n + b"]\n")])


def merge_long_line(folder, n):
    written(folder, "rows.jsonl", b"x" * n)
    return "merge @/rows.jsonl"


def list_long_line(folder, n):
    written(folder, "list", b"x" * n)
    return "batch --paths-from @/list --no-cache"


def register_recursive(folder, n):
    """A register whose table is a view without end; N is only its length on the disk."""
    connection = sqlite3.connect(os.path.join(folder, "r.sqlite"))
    connection.execute(
        "create view entries as with recursive t(profile, applicant, date, fingerprint, stage, reason, person) as "
        "(select 'a', 'b', 'c', 'd', 'submitted', '', '' union all select * from t) select * from t"
    )
    connection.execute("create table filler (a)")
    connection.executemany("insert into filler values (?)", [("x" * 1000,)] * (n // 1000))
    connection.commit()
    return "history --register @/r.sqlite"


CLASSES = {name: value for name, value in list(globals().items()) if callable(value) and not name.startswith("_")}

if __name__ == "__main__":
    name, size, folder = sys.argv[1], int(sys.argv[2]), sys.argv[3]
    print(CLASSES[name](folder, size))
