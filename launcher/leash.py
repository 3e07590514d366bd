"""Start a program that ends when its parent ends; run as a script, before the program itself.

The launcher starts `python leash.py PARENT SIGNAL [--as UID:GID:CAPABILITY] -- PROGRAM …`. Setting the
parent-death signal here, between fork and exec, needs no code of ours in a forked child of a
threaded parent. Capability 0 stands for none.
"""

from __future__ import annotations

import ctypes
import os
import sys

PR_SET_PDEATHSIG = 1
PR_SET_KEEPCAPS = 8
PR_SET_CHILD_SUBREAPER = 36
PR_CAP_AMBIENT = 47
PR_CAP_AMBIENT_RAISE = 2
CAPABILITY_VERSION_3 = 0x20080522


class _Header(ctypes.Structure):
    _fields_ = (("version", ctypes.c_uint32), ("pid", ctypes.c_int))


class _Words(ctypes.Structure):
    _fields_ = (
        ("effective", ctypes.c_uint32),
        ("permitted", ctypes.c_uint32),
        ("inheritable", ctypes.c_uint32),
    )


def process_control(option: int, *values: int) -> None:
    """Call prctl(2) on Linux; do nothing elsewhere. Raise OSError when the kernel refuses."""
    if not sys.platform.startswith("linux"):
        return
    library = ctypes.CDLL(None, use_errno=True)
    arguments = [ctypes.c_ulong(value) for value in (*values, 0, 0, 0, 0)[:4]]
    if library.prctl(option, *arguments) != 0:
        number = ctypes.get_errno()
        raise OSError(number, os.strerror(number))


def keep_one_capability(number: int) -> None:
    """Give up every capability but one, and hand that one on to the program that is started."""
    library = ctypes.CDLL(None, use_errno=True)
    words = (_Words * 2)()
    word = words[number // 32]
    word.effective = word.permitted = word.inheritable = 1 << (number % 32)
    if library.capset(ctypes.byref(_Header(CAPABILITY_VERSION_3, 0)), words) != 0:
        code = ctypes.get_errno()
        raise OSError(code, os.strerror(code))
    process_control(PR_CAP_AMBIENT, PR_CAP_AMBIENT_RAISE, number)


def become(identity: str) -> None:
    """Turn into another user, `UID:GID:CAPABILITY`, for good."""
    uid, gid, capability = (int(part) for part in identity.split(":"))
    if capability:
        process_control(PR_SET_KEEPCAPS, 1)
    os.setgroups([])
    os.setresgid(gid, gid, gid)
    os.setresuid(uid, uid, uid)
    if capability:
        keep_one_capability(capability)


def main(arguments: list[str]) -> int:
    """Tie this process to its parent and become the program; return 1 when the parent is gone."""
    split = arguments.index("--")
    parent, death_signal = int(arguments[0]), int(arguments[1])
    options, command = arguments[2:split], arguments[split + 1 :]
    if options:
        become(options[1])
    # After the change of user: the kernel forgets the signal when the credentials change.
    process_control(PR_SET_PDEATHSIG, death_signal)
    if os.getppid() != parent:
        return 1
    try:
        os.execvp(command[0], command)  # noqa: S606 - becoming another program is the whole task
    except OSError as error:
        sys.stderr.write(f"{command[0]} cannot be started: {error.strerror}.\n")
        return 127


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
