"""What a person notes between talks, to be talked about in the next."""
