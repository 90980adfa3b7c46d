"""Take it away: tables that carry their own provenance, and citations."""
