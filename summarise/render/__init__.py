"""Writers: a brief as text for the terminal, Markdown, HTML, JSON, CSV or a Word document."""
