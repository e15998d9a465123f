"""Programs that train the body model and measure the project beside its peers; none is needed at run time."""
