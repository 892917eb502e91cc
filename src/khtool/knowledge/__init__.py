"""What the program knows (types, organs, units, terms, national documents): small modules over `data/`."""
