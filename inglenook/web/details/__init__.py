"""Who a person is, as they say it themselves, beside what their record says."""
