"""Measures the app beside its floors, in the same run. `make bench`; never part of the tests."""
