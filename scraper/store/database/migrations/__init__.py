"""The way from any earlier schema to the newest one, forward only; run when an archive is opened."""
