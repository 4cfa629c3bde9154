"""Who is let in: what the person allows whom, invitations, carers' own pages, and who decides for one who cannot."""
