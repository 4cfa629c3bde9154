"""The team survey: asked, answered without a name, counted, compared, and turned into learning."""
