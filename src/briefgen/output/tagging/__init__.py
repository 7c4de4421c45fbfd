"""Tags: what a PDF tells readers that do not see its pages."""
