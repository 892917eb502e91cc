"""For people: what the other rooms found, as a terminal shows it or as Mermaid, DOT and GitHub read it.

A renderer is a function `(thing, out)` that writes text to `out`; each module keeps its own in a table `FORMATS`, so a
new format is a function and a row.
"""
