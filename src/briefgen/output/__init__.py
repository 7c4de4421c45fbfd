"""One module an artifact, and the folder they are published to."""
