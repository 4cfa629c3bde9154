"""Records in and out: FHIR R4 bulk and bundles, CSV caseloads."""
