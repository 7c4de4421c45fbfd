"""What a series keeps as data: vocabularies, case records, statistics and references, and the views drawn from them."""
