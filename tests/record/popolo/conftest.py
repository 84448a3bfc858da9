from record.exporting.conftest import officer, record

__all__ = ["officer", "record"]
