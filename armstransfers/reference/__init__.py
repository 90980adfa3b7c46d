"""What is known beforehand: entities, codes, groups, events, published figures, what ships."""
