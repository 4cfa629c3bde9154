WITH known AS (
  SELECT read.*, person.id AS person_id, best(r.code.coding) AS coding,
    coalesce(r.onsetDateTime, r.onsetPeriod."start", r.recordedDate) AS begun,
    coalesce(r.abatementDateTime, r.abatementPeriod."end") AS ended,
    coalesce(r.clinicalStatus.coding[1].code, 'active') AS status,
    coalesce(r.verificationStatus.coding[1].code, '') IN ('refuted', 'entered-in-error') AS is_wrong
  FROM read LEFT JOIN person ON person.key = key_of(r.subject.reference)
)
SELECT place, fingerprint, r.id AS source_key, person_id,
  coalesce(coding.system, '') AS system, coalesce(coding.code, '') AS code, words(r.code) AS display,
  day(begun) AS started_on,
  CASE WHEN is_wrong AND social.theme IS NOT NULL THEN day(begun) ELSE day(ended) END AS ended_on,
  -- With a day on which it ended, that day says until when it was active.
  status NOT IN ('inactive', 'remission', 'resolved') OR ended IS NOT NULL AS is_active,
  is_wrong, social.theme,
  coalesce(
    base_fault(r, 'Condition'), person_fault(r.subject.reference, person_id), code_fault(coding),
    date_fault(begun, false), date_fault(ended, true)
  ) AS reason
FROM known LEFT JOIN social ON social.code = coding.code
