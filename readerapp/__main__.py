"""Where the program starts: a verb goes to the command line, anything else opens the window. Each half is imported alone."""

from __future__ import annotations

import sys
from pathlib import Path


def first_word(arguments: list[str]) -> str | None:
    """The first word that is no option and no option's value, None when there is none."""
    rest = iter(arguments)
    for word in rest:
        if word == "--":
            return next(rest, None)
        if word == "--library":
            next(rest, None)
        elif not word.startswith("-") or word == "-":
            return word
    return None


def main(arguments: list[str] | None = None) -> int:
    """Run the program with its command line; the exit status."""
    arguments = sys.argv[1:] if arguments is None else arguments
    word = first_word(arguments)
    if word is None and not {"-h", "--help", "--version"} & set(arguments):
        from readerapp.gui.app import main as window

        return window(arguments)
    from readerapp.cli.parser import VERBS

    if word is not None and word not in VERBS and Path(word).exists():
        from readerapp.gui.app import main as window

        return window(arguments)
    from readerapp.cli.main import main as command_line

    return command_line(arguments)


if __name__ == "__main__":
    sys.exit(main())
