"""The data that charts, maps and tables show: read, chosen and checked before anything is drawn."""
