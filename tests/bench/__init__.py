"""Benchmarks: ratios taken in one run, against something a reader knows."""
