"""Two made-up counties: W1 is ten years of one partnership, W2 of twenty-five."""

from benchmarks.workload.databases import W1, W2, Size, workload_database

__all__ = ["W1", "W2", "Size", "workload_database"]
