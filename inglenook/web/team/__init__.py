"""The administrator's page: who works here, in which role, from when until when."""
