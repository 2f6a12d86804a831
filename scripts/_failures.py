"""Plain words for what can go wrong during set-up."""

from __future__ import annotations

import errno
from pathlib import Path

_SHOWN_LINES = 12

# The first mark found in what pip said decides.
_CAUSES = (
    (
        ("No space left on device", "Disk quota exceeded"),
        "The disk is full. Make some room (a few hundred MB), and start again.",
    ),
    (
        ("Hashes are required", "must have their versions pinned"),
        (
            "A lock file was changed: a package in it has no hash, or no version. Get a whole copy of "
            "the hub; docs/develop/dependencies.md says how locks are made."
        ),
    ),
    (
        ("DO NOT MATCH THE HASHES",),
        (
            "A package is not the one that the lock file names. Start again; if it stays so, "
            "ask whoever runs your package mirror whether it changes packages."
        ),
    ),
    (
        ("CERTIFICATE_VERIFY_FAILED", "SSLError", "SSLCertVerificationError"),
        (
            "The package server's certificate is not trusted here. Ask your IT department for the "
            "company's certificate file, and name it in the environment variable PIP_CERT."
        ),
    ),
    (
        ("ProxyError", "Tunnel connection failed"),
        "The proxy refused. Check the environment variables HTTPS_PROXY and PIP_PROXY.",
    ),
    (
        (
            *("name resolution", "NewConnectionError", "ConnectTimeout", "ReadTimeout"),
            *("Connection refused", "getaddrinfo failed", "Network is unreachable"),
        ),
        (
            "The package server cannot be reached. Check the network; behind a company's firewall, "
            "set PIP_INDEX_URL or HTTPS_PROXY as your IT department says."
        ),
    ),
    (
        ("No matching distribution found", "Could not find a version"),
        (
            "The package server does not have a package that the hub needs, or not for this Python "
            "and machine. Check the network and PIP_INDEX_URL, or try another Python. Where there is "
            "none that is built for your machine, docs/develop/dependencies.md says what to do."
        ),
    ),
    (
        ("Permission denied", "Read-only file system"),
        (
            "A file could not be written. Check that the project's folder and the folder for "
            "temporary files are yours to write."
        ),
    ),
)
_UNKNOWN = "The lines above say why. Check the network and the disk, and start again."


def explain_installation(output: str) -> str:
    """The end of what a failed step of the set-up said, and what to check."""
    cause = next(
        (words for marks, words in _CAUSES if any(mark in output for mark in marks)), _UNKNOWN
    )
    lines = [line.rstrip() for line in output.splitlines() if line.strip()][-_SHOWN_LINES:]
    return "\n".join(["The set-up did not work:", *(f"  {line}" for line in lines), cause])


def explain_writing(root: Path, problem: OSError) -> str:
    """Why a file or folder of the project could not be written, and what to do."""
    if problem.errno in (errno.ENOSPC, errno.EDQUOT):
        return _CAUSES[0][1]
    name = problem.filename or root
    return "\n".join(
        [
            f"“{name}” cannot be written ({problem.strerror or problem}).",
            "The hub makes its environment in the project's own folder. Copy the project to a",
            "folder of your own, or ask for permission to write here. If another program uses",
            "“.venv”, close it first.",
        ]
    )
