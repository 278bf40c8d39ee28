"""The formation of groups, tested through the door of its package; `benchmarks/formation/score.py` is the independent judge."""
