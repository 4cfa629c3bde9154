WITH known AS (
  SELECT read.*, person.id AS person_id, best(r.type[1].coding) AS coding
  FROM read LEFT JOIN person ON person.key = key_of(r.subject.reference)
)
SELECT place, fingerprint, r.id AS source_key, person_id,
  coalesce(coding.system, '') AS system, coalesce(coding.code, '') AS code, words(r.type[1]) AS display,
  -- What did not take place has not begun, and is no review to go by.
  CASE WHEN coalesce(r.status, '') NOT IN ('planned', 'cancelled', 'entered-in-error')
    THEN moment(r.period."start") END AS started_at,
  left(coalesce(r.class.code, ''), 40) AS setting,
  coalesce(
    base_fault(r, 'Encounter'), person_fault(r.subject.reference, person_id), code_fault(coding),
    date_fault(r.period."start", r.status = 'planned')
  ) AS reason
FROM known
