WITH known AS (
  SELECT read.*, person.id AS person_id, best(r.medicationCodeableConcept.coding) AS coding,
    coalesce(r.effectivePeriod."start", r.effectiveDateTime, r.dateAsserted) AS begun,
    r.effectivePeriod."end" AS ended
  FROM read LEFT JOIN person ON person.key = key_of(r.subject.reference)
)
SELECT place, fingerprint, 'statement#' || r.id AS source_key, person_id,
  coalesce(coding.system, '') AS system, coalesce(coding.code, '') AS code,
  coalesce(nullif(words(r.medicationCodeableConcept), ''), left(r.medicationReference.display, 1000), '') AS display,
  left(coalesce(r.dosage[1]."text", ''), 1000) AS dose,
  day(begun) AS started_on, day(ended) AS ended_on,
  coalesce(r.status, 'active') IN ('active', 'on-hold', 'intended') AS is_current,
  coalesce(
    base_fault(r, 'MedicationStatement'), person_fault(r.subject.reference, person_id), code_fault(coding),
    date_fault(begun, false), date_fault(ended, true)
  ) AS reason
FROM known
