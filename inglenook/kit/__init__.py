"""The look of every page: the NHS design system for Django in Inglenook's own colours.

Start at `jinja2/kit/layout.jinja` for pages, `jinja2/kit/macros/` for what stands on them,
`fields.py` and `forms.py` for forms, and `frontend/_tokens.scss` for every colour.
"""
