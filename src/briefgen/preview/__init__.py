"""The live preview: a desk of all publications, and each as web page and PDF while its author writes."""
