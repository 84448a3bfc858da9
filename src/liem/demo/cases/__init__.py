"""What is planted in the demo province on purpose: small tables, each row with what an audit must say of it."""
