WITH known AS (
  SELECT read.*, person.id AS person_id, best(r.description.coding) AS coding
  FROM read LEFT JOIN person ON person.key = key_of(r.subject.reference)
)
SELECT place, fingerprint, r.id AS source_key, person_id,
  coalesce(coding.system, '') AS system, coalesce(coding.code, '') AS code, words(r.description) AS display,
  left(coalesce(r.lifecycleStatus, ''), 40) AS status,
  coalesce(r.description."text", coding.display, '') AS wording,
  coalesce(base_fault(r, 'Goal'), person_fault(r.subject.reference, person_id), code_fault(coding)) AS reason
FROM known
