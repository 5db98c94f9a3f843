"""Writers: a brief as text for the terminal, Markdown, HTML or JSON."""
