"""English: terms, figures and names held exactly, free text through the network, and a guard over both sides."""
