"""How it looks: brand, fonts, style sheets, templates and interface strings."""
