"""A reading list for research papers. CONTRIBUTING.md shows the house; each package says what its room holds."""

__version__ = "0.1.0"
