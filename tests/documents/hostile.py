"""Small files made to do harm, or damaged, named after what is wrong with them."""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Sequence

_W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
_MB = 1024 * 1024


def docx_of(document: str | bytes, *, more: dict[str, bytes] | None = None) -> bytes:
    """A .docx whose main part is `document`."""
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("word/document.xml", document)
        for name, content in (more or {}).items():
            archive.writestr(name, content)
    return held.getvalue()


def document_of(body: str) -> str:
    return f'<?xml version="1.0"?><w:document {_W}><w:body>{body}</w:body></w:document>'


def paragraph(words: str) -> str:
    return f"<w:p><w:r><w:t>{words}</w:t></w:r></w:p>"


def zip_bomb() -> bytes:
    return docx_of(document_of(paragraph("a" * (180 * _MB))))


def larger_than_stated() -> bytes:
    """The directory states a size of ten bytes for a part that unpacks to megabytes."""
    whole = bytearray(docx_of(document_of(paragraph("chữ " * _MB))))
    at = whole.rindex(b"PK\x01\x02", 0, whole.rindex(b"word/document.xml"))
    whole[at + 24 : at + 28] = (10).to_bytes(4, "little")
    return bytes(whole)


def billion_laughs() -> bytes:
    entities = "".join(f'<!ENTITY a{n + 1} "{f"&a{n};" * 10}">' for n in range(9))
    doctype = f'<!DOCTYPE w:document [<!ENTITY a0 "ha">{entities}]>'
    return docx_of(f'<?xml version="1.0"?>{doctype}<w:document {_W}><w:body>{paragraph("&a9;")}</w:body></w:document>')


def outside_entity() -> bytes:
    doctype = '<!DOCTYPE w:document [<!ENTITY x SYSTEM "file:///etc/passwd">]>'
    return docx_of(f'<?xml version="1.0"?>{doctype}<w:document {_W}><w:body>{paragraph("&x;")}</w:body></w:document>')


def nested_deeply(depth: int = 50_000) -> bytes:
    opened = "".join(f'<w:sdt w:id="{zlib.crc32(str(n).encode())}">' for n in range(depth))
    return docx_of(document_of(opened + "</w:sdt>" * depth))


def many_tags(count: int = 350_000) -> bytes:
    """Under the limit of what may be unpacked, and far over what fits in memory as a tree: one endless paragraph."""
    run = "<w:r/>" * 50 + "<w:r><w:t>{}</w:t></w:r>"
    varied = "".join(run.format(zlib.crc32(str(n).encode())) for n in range(count))
    return docx_of(document_of(f"<w:p>{varied}</w:p>"))


def with_macros() -> bytes:
    return docx_of(document_of(paragraph("Kế hoạch")), more={"word/vbaProject.bin": b"\xd0\xcf\x11\xe0"})


def under_a_password() -> bytes:
    """As Office writes it: a compound file with a stream of that name."""
    return b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(1024) + "EncryptedPackage".encode("utf-16-le") + bytes(1024)


def word_under_a_password() -> bytes:
    information = bytearray(512)
    information[:4] = b"\xec\xa5\xc1\x00"
    information[11] = 0x01
    return (
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504) + bytes(information) + "WordDocument".encode("utf-16-le")
    ) + bytes(1000)


def workbook() -> bytes:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w") as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("xl/workbook.xml", "<workbook/>")
    return held.getvalue()


def pdf_of(objects: Sequence[bytes], *, trailer: bytes = b"") -> bytes:
    """A .pdf of these objects, the first of them its catalogue, numbered from 1."""
    whole, places = bytearray(b"%PDF-1.7\n"), []
    for number, content in enumerate(objects, start=1):
        places.append(len(whole))
        whole += b"%d 0 obj\n%b\nendobj\n" % (number, content)
    table = len(whole)
    whole += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    whole += b"".join(b"%010d 00000 n \n" % place for place in places)
    whole += b"trailer\n<</Size %d /Root 1 0 R %b>>\nstartxref\n%d\n%%%%EOF" % (len(objects) + 1, trailer, table)
    return bytes(whole)


def stream(content: bytes, *, more: bytes = b"") -> bytes:
    return b"<</Length %d %b>>\nstream\n%b\nendstream" % (len(content), more, content)


def _words(words: str) -> bytes:
    return b"BT /F1 14 Tf 72 700 Td (%b) Tj ET" % words.encode("ascii")


_FONT = b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>"
_PAGE = b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Resources<</Font<</F1 5 0 R>>>>/Contents 4 0 R>>"


def pdf_with(content: bytes, *, catalogue: bytes = b"") -> bytes:
    """One page with this content stream."""
    pages = b"<</Type/Pages/Kids[3 0 R]/Count 1>>"
    return pdf_of([b"<</Type/Catalog/Pages 2 0 R %b>>" % catalogue, pages, _PAGE, content, _FONT])


def pdf_with_script() -> bytes:
    script = b"/OpenAction<</S/JavaScript/JS(app.alert\\('x'\\);while\\(true\\){})>>"
    return pdf_with(stream(_words("Ke hoach cong tac nam 2024 cua chi bo")), catalogue=script)


def pdf_under_a_password() -> bytes:
    """Encrypted by the standard handler, with keys that no empty password opens."""
    entry = b"<</Filter/Standard/V 1/R 2/Length 40/P -44/O<%b>/U<%b>>>" % (b"11" * 32, b"22" * 32)
    pages = b"<</Type/Pages/Kids[3 0 R]/Count 1>>"
    objects = [b"<</Type/Catalog/Pages 2 0 R>>", pages, _PAGE, stream(_words("kin")), _FONT, entry]
    return pdf_of(objects, trailer=b"/Encrypt 6 0 R/ID[<00><00>]")


def pdf_of_pages(count: int) -> bytes:
    kids = b" ".join(b"%d 0 R" % (number + 5) for number in range(count))
    pages = b"<</Type/Pages/Kids[%b]/Count %d>>" % (kids, count)
    words = stream(_words("Cac chi bo bao cao ket qua hang nam truoc ngay 15/12"))
    page = _PAGE.replace(b"4 0 R", b"3 0 R").replace(b"5 0 R", b"4 0 R")
    return pdf_of([b"<</Type/Catalog/Pages 2 0 R>>", pages, words, _FONT, *[page] * count])


def pdf_bomb() -> bytes:
    """A content stream that unpacks to a gigabyte and a half, packed twice."""
    once = zlib.compressobj(1)
    packed = b"".join(once.compress(b" " * _MB) for _ in range(1536)) + once.flush()
    return pdf_with(stream(zlib.compress(packed, 9), more=b"/Filter[/FlateDecode/FlateDecode]"))


def pdf_of_endless_drawing() -> bytes:
    drawn = b"0 0 m 100 100 l S " * 1_000_000
    return pdf_with(stream(zlib.compress(drawn, 9), more=b"/Filter/FlateDecode"))


def pdf_that_holds_itself() -> bytes:
    """A page tree whose only kid is the tree."""
    return pdf_of([b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Kids[2 0 R]/Count 1>>"])


def torn(content: bytes) -> bytes:
    return content[: len(content) // 2]


def picture_bomb() -> bytes:
    """A .png of 30,000 by 30,000 black points in a few hundred kilobytes."""

    def chunk(kind: bytes, content: bytes) -> bytes:
        return len(content).to_bytes(4, "big") + kind + content + zlib.crc32(kind + content).to_bytes(4, "big")

    size = (30_000).to_bytes(4, "big")
    packer = zlib.compressobj(1)
    rows = b"".join(packer.compress(bytes(3_751)) for _ in range(30_000)) + packer.flush()
    head = chunk(b"IHDR", size + size + b"\x01\x00\x00\x00\x00")
    return b"\x89PNG\r\n\x1a\n" + head + chunk(b"IDAT", rows) + chunk(b"IEND", b"")
