"""What only a real browser and a validator can say of published pages."""
