"""Text as papers have it: cleaning, folding, TeX, Markdown. Pure functions; this room knows no other."""
