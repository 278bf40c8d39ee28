"""What is timed, and what is killed by the dozen: each script prints its figures; docs/benchmarks.md says how to repeat them."""
