-- A reference may be a search that finds one person (FHIR R4, 3.1.0.11.1): Patient?identifier=system|value.
INSERT INTO person
SELECT DISTINCT '?identifier=' || coalesce(identifier.system, '') || '|' || identifier.value, person.id
FROM (
  SELECT r.id AS patient, unnest(r.identifier) AS identifier
  FROM (
    SELECT json_transform(line, '{"id": "VARCHAR", "identifier": [{"system": "VARCHAR", "value": "VARCHAR"}]}') AS r
    FROM batch WHERE json_valid(line)
  )
)
JOIN person ON person.key = patient
WHERE identifier.value IS NOT NULL
