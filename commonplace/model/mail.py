"""What an e-mail address is. Standard library alone: `init` asks for one before anything is installed."""

from __future__ import annotations

import re

_MAIL = re.compile(r"[\w.!#$%&'*+/=?^`{|}~-]{1,64}@(?:[\w-]{1,63}\.)*[\w-]{1,63}", re.ASCII)


def is_mail(text: str) -> bool:
    """Whether it is one e-mail address and nothing else."""
    return _MAIL.fullmatch(text) is not None
