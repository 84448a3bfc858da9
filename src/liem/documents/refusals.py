"""Why a file is not read, in words: what, why, what to do next."""

from __future__ import annotations

from liem.kernel.errors import LiemError, Message


def printable(name: str) -> str:
    """A file name as it may be shown: no control characters, no halves of letters, at most 120 characters."""
    shown = name.encode("utf-8", "backslashreplace").decode("utf-8")
    return "".join(letter if letter.isprintable() else "?" for letter in shown)[:120]


def refusal(code: str, name: str) -> LiemError:
    """The LiemError `documents.{code}` about the file of that name."""
    shown = printable(name)
    vi, en = _REFUSALS[code]
    return LiemError(f"documents.{code}", Message(vi.format(name=shown), en.format(name=shown)), {"name": shown})


_REFUSALS = {
    "no_file": (
        "“{name}” không phải là một tệp đọc được (là thư mục, thiết bị, hoặc không có quyền đọc). Hãy kiểm tra lại.",
        "“{name}” is no file that can be read (a folder, a device, or without permission). Check the path.",
    ),
    "file_kind": (
        "Tệp “{name}” không thuộc loại đọc được: .txt, .md, .docx, .pdf, .doc, .rtf hoặc ảnh quét .png, .jpg, .tif "
        "(xét theo nội dung, không theo tên). Hãy lưu lại thành .docx hoặc .pdf rồi thử lại.",
        "“{name}” is of no kind that is read: .txt, .md, .docx, .pdf, .doc, .rtf, or a scan as .png, .jpg, .tif (by "
        "its content, not its name). Save it as .docx or .pdf and try again.",
    ),
    "too_large": (
        "Tệp “{name}” lớn hơn 50 MB nên chưa đọc. Hãy chia thành từng văn bản rồi thử lại.",
        "“{name}” is larger than 50 MB, so it was not read. Split it into single documents and try again.",
    ),
    "empty": (
        "Tệp “{name}” không có chữ nào. Hãy kiểm tra xem có chọn nhầm tệp không.",
        "“{name}” holds no text. Check that it is the file you meant.",
    ),
    "binary": (
        "Tệp “{name}” không phải là văn bản thuần (có ký tự điều khiển). Hãy mở bằng phần mềm đã tạo ra nó và lưu thành"
        " .txt, mã UTF-8.",
        "“{name}” is not plain text (it holds control characters). Open it in the program that made it and save it as"
        " .txt, UTF-8.",
    ),
    "encoding": (
        "Không xác định chắc chắn được bảng mã của tệp “{name}” nên chưa đọc. Hãy lưu lại với bảng mã UTF-8 rồi thử lại"
        " (phông TCVN3 hoặc VNI thì chuyển sang Unicode trước).",
        "The character encoding of “{name}” could not be settled, so it was not read. Save it again as UTF-8 and try"
        " again (convert TCVN3 or VNI fonts to Unicode first).",
    ),
    "encrypted": (
        "Tệp “{name}” được đặt mật khẩu nên không đọc được. Hãy bỏ mật khẩu rồi thử lại.",
        "“{name}” is under a password and cannot be read. Remove the password and try again.",
    ),
    "damaged": (
        "Tệp “{name}” bị hỏng hoặc không đúng cấu trúc nên chưa đọc. Hãy mở bản gốc, lưu lại rồi thử lại.",
        "“{name}” is damaged or not built as its kind demands, so it was not read. Open the original, save it anew and "
        "try again.",
    ),
    "macros": (
        "Tệp “{name}” có macro nên không đọc, vì macro có thể gây hại. Hãy lưu lại thành .docx không có macro.",
        "“{name}” carries macros and was not read: they can do harm. Save it as .docx without them.",
    ),
    "unpacks": (
        "Tệp “{name}” giải nén ra quá lớn so với một văn bản nên không được mở. Hãy lưu lại thành .pdf rồi thử lại.",
        "Unpacked “{name}” is far larger than any document, so it was not opened. Save it as .pdf and try again.",
    ),
    "entities": (
        "Tệp “{name}” có khai báo XML lạ (DTD, thực thể) mà phần mềm văn phòng không ghi ra, có thể để làm treo "
        "máy, nên không đọc. Hãy mở bản gốc và lưu lại.",
        "“{name}” declares XML entities, which no office program writes and which can stall a machine; it was not "
        "read. Open the original and save it anew.",
    ),
    "too_many_pages": (
        "Tệp “{name}” có quá 2.000 trang nên chưa đọc. Hãy chia thành từng văn bản rồi thử lại.",
        "“{name}” has more than 2,000 pages, so it was not read. Split it into single documents and try again.",
    ),
    "too_long": (
        "Đọc tệp “{name}” mất quá lâu nên đã dừng (tệp quá phức tạp, hoặc được làm ra để gây treo máy). Hãy chia nhỏ, "
        "hoặc lưu lại thành .docx rồi thử lại.",
        "Reading “{name}” took too long and was stopped (it is too complex, or made to stall a machine). Split it, or "
        "save it as .docx and try again.",
    ),
    "too_heavy": (
        "Đọc tệp “{name}” cần quá nhiều bộ nhớ nên đã dừng. Hãy chia nhỏ, hoặc lưu lại thành .docx rồi thử lại.",
        "Reading “{name}” needs too much memory and was stopped. Split it, or save it as .docx and try again.",
    ),
    "crashed": (
        "Chương trình đọc tệp “{name}” bị ngắt giữa chừng: tệp hỏng nặng hoặc được làm ra để gây lỗi. Không có gì khác "
        "bị ảnh hưởng. Hãy mở bản gốc, lưu lại rồi thử lại.",
        "The program that reads “{name}” broke off: the file is badly damaged, or made to cause that. Nothing else is "
        "affected. Open the original, save it anew and try again.",
    ),
    "no_office": (
        "Tệp “{name}” là loại cũ (.doc, .rtf), cần LibreOffice để đọc mà máy chủ chưa có. Hãy lưu lại thành .docx rồi "
        "thử lại, hoặc nhờ người quản trị cài LibreOffice Writer.",
        "“{name}” is of an older kind (.doc, .rtf), which needs LibreOffice, and this server has none. Save it as "
        ".docx and try again, or ask the administrator to install LibreOffice Writer.",
    ),
    "no_ocr": (
        "Tệp “{name}” là bản quét (ảnh), cần nhận dạng chữ mà máy chủ chưa cài. Hãy dùng bản .docx hoặc .pdf có chữ, "
        "hoặc nhờ người quản trị cài “liem[ocr]” cùng Tesseract và dữ liệu tiếng Việt (tesseract-ocr-vie).",
        "“{name}” is a scan (pictures); reading it needs text recognition, which this server lacks. Take the .docx or "
        "a .pdf with text, or ask the administrator to install “liem[ocr]” with Tesseract and its Vietnamese data "
        "(tesseract-ocr-vie).",
    ),
    "scan_too_long": (
        "Bản quét “{name}” có quá 60 trang nên chưa nhận dạng chữ. Hãy chia thành từng văn bản rồi thử lại.",
        "The scan “{name}” has more than 60 pages, so its text was not recognised. Split it into single documents and "
        "try again.",
    ),
}
