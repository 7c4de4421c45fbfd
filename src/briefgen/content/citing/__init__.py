"""Citations: found in texts, formatted by an engine in the style that the brand chooses, put back as marks or words."""
