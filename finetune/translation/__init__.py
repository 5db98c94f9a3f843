"""The translator: from pairs of sentences to a small French–English network."""
