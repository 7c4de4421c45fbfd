"""PDFs for printers: the inks of colours and pictures, the sheet with its bleed and marks, the claims of PDF/X-4."""
