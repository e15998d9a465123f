"""What a site offers: sitemaps, feeds, lists and links in, addresses with their dates out. Asks no network."""
