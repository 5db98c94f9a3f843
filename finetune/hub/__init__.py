"""Hugging Face encoder–decoders in the place of our own network: the same heads, pointers, input and product."""
