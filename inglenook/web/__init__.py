"""The front door: home pages by who you are, sign-in, pages that join rooms."""
