"""What the workbench does, apart from any browser: services that `web` and `cli` call with an open store."""
