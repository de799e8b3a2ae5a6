"""Bytes → what a digest says. One file here is one format; this room knows neither the store nor Qt."""
