"""Charts and maps: laid out here, drawn by a chart engine."""
