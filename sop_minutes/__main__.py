"""``python -m sop_minutes`` is the command line."""

from sop_minutes.cli import main

if __name__ == "__main__":
    main()
