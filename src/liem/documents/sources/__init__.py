"""Files of directives as text: .txt, .md, .docx, .pdf, scans and .doc, with the way back to page, line and cell."""

from liem.documents.sources.files import read_source
from liem.documents.sources.places import Kind, Place, Source

__all__ = ["Kind", "Place", "Source", "read_source"]
