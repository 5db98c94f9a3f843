"""The model: it reads an article with its mentions marked and decides what the brief says."""
