-- Kept only where it says that somebody was reviewed; nothing here goes by other procedures.
WITH known AS (
  SELECT read.*, person.id AS person_id, best(r.code.coding) AS coding,
    coalesce(r.performedDateTime, r.performedPeriod."start") AS done,
    base_fault(r, 'Procedure') AS fault
  FROM read LEFT JOIN person ON person.key = key_of(r.subject.reference)
)
SELECT place, fingerprint, 'procedure#' || r.id AS source_key, person_id,
  fault IS NULL AND NOT coalesce(list_contains(getvariable('reviews'), coding.code), false) AS is_ignored,
  coalesce(coding.system, '') AS system, coalesce(coding.code, '') AS code, words(r.code) AS display,
  CASE WHEN r.status = 'completed' THEN moment(done) END AS started_at, '' AS setting,
  CASE WHEN NOT is_ignored
    THEN coalesce(fault, person_fault(r.subject.reference, person_id), date_fault(done, r.status <> 'completed'))
  END AS reason
FROM known
