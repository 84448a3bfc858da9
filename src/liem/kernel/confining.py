"""Sets the limits of this process and becomes another program: `confined` starts it, nobody imports it.

A program of its own, because limits set between fork and exec are not safe where the one who forks has threads.
"""

import os
import resource
import sys


def main(seconds: int, memory: int, written: int, command: list[str]) -> None:
    """Runs `command` with at most `seconds` of processor time, `memory` bytes of addresses, and files of `written`
    bytes; its children inherit the same."""
    os.umask(0o077)
    for kind, most in (
        (resource.RLIMIT_CPU, seconds),
        (resource.RLIMIT_AS, memory),
        (resource.RLIMIT_FSIZE, written),
        (resource.RLIMIT_NOFILE, 256),
        (resource.RLIMIT_CORE, 0),
    ):
        hard = resource.getrlimit(kind)[1]
        allowed = most if hard == resource.RLIM_INFINITY else min(most, hard)
        resource.setrlimit(kind, (allowed, allowed))
    os.execvp(command[0], command)  # noqa: S606 — no shell is wanted


if __name__ == "__main__":
    main(int(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3]), sys.argv[4:])
