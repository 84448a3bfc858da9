"""What rules say before a step: about whom they are asked, what is stated for them, which may be waived."""
