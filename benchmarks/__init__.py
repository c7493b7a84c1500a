"""What `make bench` runs: our jobs beside the same jobs done by others, and docs/benchmarks.md from it."""
