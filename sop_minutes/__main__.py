"""``python -m sop_minutes`` is `sop-minutes`."""

from sop_minutes.start import main

if __name__ == "__main__":
    main()
