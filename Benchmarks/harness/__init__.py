"""The benchmark harness: standard library only, so that `make bench` needs no installation."""
