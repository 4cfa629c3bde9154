"""The NHS design system for Django, in our own colours: layouts, fields, macros."""
