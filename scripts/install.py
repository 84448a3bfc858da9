#!/usr/bin/env python3
"""Makes or mends the virtual environment from a lock file: `install.py run` or `install.py test`.

Runs on the Python that the machine has, so it uses the standard library alone.
"""

import shutil
import subprocess
import sys
from pathlib import Path

PROJECT = Path(__file__).resolve().parent.parent
ENVIRONMENT = PROJECT / ".venv"
# Bytes that the environment and the demo need; Spark, which the tests run on, is packed, built and installed.
ROOM = {"run": 1_500_000_000, "test": 4_000_000_000}


def stop(vietnamese, english):
    print(f"\n✕ {vietnamese}\n  {english}\n", file=sys.stderr)
    sys.exit(1)


def step(vietnamese, english):
    print(f"• {vietnamese} / {english}", flush=True)


def check_python():
    if sys.version_info < (3, 11):
        stop(
            f"Cần Python 3.11 trở lên, máy đang dùng {sys.version.split()[0]}. "
            "Hãy cài bản mới rồi chạy: make run PYTHON=python3.11",
            f"Python 3.11 or newer is needed, this is {sys.version.split()[0]}. "
            "Install one, then: make run PYTHON=python3.11",
        )


def check_room(kind):
    free, needed = shutil.disk_usage(PROJECT).free, ROOM[kind]
    if free < needed:
        stop(
            f"Ổ đĩa chỉ còn {free // 1_000_000} MB, cần khoảng {needed // 1_000_000} MB. Hãy dọn bớt rồi chạy lại.",
            f"Only {free // 1_000_000} MB are free on the disk, about {needed // 1_000_000} MB are needed. "
            "Make room and try again.",
        )


def run(*command):
    return subprocess.run([str(part) for part in command], cwd=PROJECT, check=False).returncode == 0


def make_environment():
    """An environment without a working interpreter and pip is half-made: it is made anew."""
    python = ENVIRONMENT / "bin" / "python"
    whole = python.exists() and run(python, "-c", "import pip, sys; sys.exit(sys.version_info < (3, 11))")
    if whole:
        return python
    if ENVIRONMENT.exists():
        step("Môi trường .venv dở dang, làm lại", "The environment .venv is half-made, making it anew")
        shutil.rmtree(ENVIRONMENT)
    step("Tạo môi trường Python (.venv)", "Making the Python environment (.venv)")
    if not run(sys.executable, "-m", "venv", ENVIRONMENT):
        stop(
            "Không tạo được môi trường ảo. Trên Debian/Ubuntu hãy cài gói python3-venv rồi chạy lại.",
            "The virtual environment could not be made. On Debian/Ubuntu install python3-venv and try again.",
        )
    return python


def install(python, kind):
    step(
        "Cài các gói đã khóa phiên bản (lần đầu vài phút)",
        "Installing the pinned packages (the first time takes minutes)",
    )
    pip = [python, "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
    locked = run(*pip, "--require-hashes", "--requirement", f"requirements/{kind}.txt")
    if not (locked and run(*pip, "--no-deps", "--no-build-isolation", "--editable", ".")):
        stop(
            "Không cài được. Hãy xem dòng báo lỗi ở trên; thường là mất mạng. Chạy lại thì việc dở sẽ làm tiếp.",
            "The installation failed. See the lines above; usually the network is down. Try again, it goes on there.",
        )
    if not run(python, "-m", "liem.web.messages", "compile"):
        stop("Không dịch được các bảng chữ của trang.", "The message catalogues could not be compiled.")


def main():
    kind = sys.argv[1] if len(sys.argv) > 1 else "run"
    check_python()
    check_room(kind)
    install(make_environment(), kind)
    # The lock for testing holds everything that running needs.
    (ENVIRONMENT / ".installed").touch()
    if kind == "test":
        (ENVIRONMENT / ".installed-test").touch()


if __name__ == "__main__":
    main()
