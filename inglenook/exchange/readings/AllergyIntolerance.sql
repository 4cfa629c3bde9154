WITH known AS (
  SELECT read.*, person.id AS person_id, best(r.code.coding) AS coding,
    coalesce(r.recordedDate, r.onsetDateTime) AS recorded
  FROM read LEFT JOIN person ON person.key = key_of(r.patient.reference)
)
SELECT place, fingerprint, r.id AS source_key, person_id,
  coalesce(coding.system, '') AS system, coalesce(coding.code, '') AS code, words(r.code) AS display,
  day(recorded) AS recorded_on,
  coalesce(r.clinicalStatus.coding[1].code, 'active') = 'active' AS is_active,
  coalesce(
    base_fault(r, 'AllergyIntolerance'), person_fault(r.patient.reference, person_id), code_fault(coding),
    date_fault(recorded, false)
  ) AS reason
FROM known
