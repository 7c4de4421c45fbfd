"""What authors write: models, front matter, Markdown, blocks, pictures and links."""
