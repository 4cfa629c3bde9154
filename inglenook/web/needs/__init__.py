"""How a person wants to be met, as staff write it down for them."""
