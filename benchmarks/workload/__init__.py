"""Two made-up counties: W1 is ten years of one partnership, W2 of twenty-five."""

from benchmarks.workload.databases import W1, W2, workload_database
from benchmarks.workload.rows import Size

__all__ = ["W1", "W2", "Size", "workload_database"]
