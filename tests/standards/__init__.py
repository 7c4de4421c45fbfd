"""Independent judges of what was built: they share no code with briefgen or with its engine."""
