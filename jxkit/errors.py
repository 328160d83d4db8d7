"""The errors of the kit: each one is a Chinese sentence that says what to do next.

Only what *cannot be done at all* is an error.  A doubtful value is a warning on its row,
a contradiction in a document is a finding; neither is ever raised.
"""

from __future__ import annotations


class JxkitError(Exception):
    """Something the user can mend; `str(error)` is the sentence shown to them.

    `message` names the file or parameter, the place, and what was expected;
    `advice` is the next step.  Both are Chinese and end without a full stop.
    """

    exit_code = 1

    def __init__(self, message: str, advice: str = "") -> None:
        self.message = message
        self.advice = advice
        super().__init__(f"{message}。{advice}。" if advice else f"{message}。")


class UsageError(JxkitError):
    """The command, a parameter or a name is wrong; nothing was started."""

    exit_code = 2


class UnreadableError(JxkitError):
    """A file cannot be read at all: missing, empty, binary, damaged, or no self-evaluation."""


class UnknownNameError(UsageError):
    """A name is not among those known; the message lists the ones that are."""


class RunError(JxkitError):
    """A notebook could not be executed or exported."""
