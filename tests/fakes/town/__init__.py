"""A town of test papers on loopback addresses: seven content systems, with traps, and the truth about all of them."""
