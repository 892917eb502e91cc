"""`khtool` and `python -m khtool`."""

from __future__ import annotations

import sys


def main() -> None:
    """Run the command line; exits with 0, 1 (findings or differences) or 2 (could not do it)."""
    if sys.argv[1:2] in (["--version"], ["-V"]):  # before any import that costs time
        from khtool import __version__

        print(f"khtool {__version__}")
        return
    from khtool.cli.app import run

    sys.exit(run(sys.argv[1:]))


if __name__ == "__main__":
    main()
