"""Text with places, diagnostics, the one door to the disk, and the steps of a build."""
