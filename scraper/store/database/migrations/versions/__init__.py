"""One file a step, named by its number; a step that has been released is never edited."""
