"""The command line's entry: options, the verb, and errors in one or two lines."""

from __future__ import annotations

import os
import sys

from readerapp.cli.commands import COMMANDS
from readerapp.cli.parser import build
from readerapp.errors import ReaderError
from readerapp.i18n import tr


def main(arguments: list[str]) -> int:
    """Run a verb; the exit status: 0 done, 1 a clear error on standard error, 2 wrong usage."""
    options = build().parse_args(arguments)
    try:
        status = COMMANDS[options.verb](options)
        sys.stdout.flush()
        return status
    except ReaderError as error:
        print(f"readerapp: {error}", file=sys.stderr)
        return 1
    except BrokenPipeError:
        # The reader of our output has gone (`| head`): nothing to say, and nothing more to flush.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except OSError as error:
        print(
            tr("readerapp: {cause}. Check the disk and the folder's permissions.").format(cause=error), file=sys.stderr
        )
        return 1
    except KeyboardInterrupt:
        return 130
