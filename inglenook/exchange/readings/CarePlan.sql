WITH known AS (
  SELECT read.*, person.id AS person_id, best(r.category[-1].coding) AS coding
  FROM read LEFT JOIN person ON person.key = key_of(r.subject.reference)
)
SELECT place, fingerprint, r.id AS source_key, person_id,
  coalesce(coding.system, '') AS system, coalesce(coding.code, '') AS code,
  left(coalesce(r.title, words(r.category[-1])), 1000) AS display,
  left(coalesce(r.status, ''), 40) AS status,
  day(r.period."start") AS started_on, day(r.period."end") AS ended_on,
  list_filter(
    [coalesce(a.detail.description, words(a.detail.code)) for a in coalesce(r.activity, [])],
    lambda said: coalesce(said, '') <> ''
  ) AS activities,
  coalesce(
    base_fault(r, 'CarePlan'), person_fault(r.subject.reference, person_id), code_fault(coding),
    date_fault(r.period."start", true), date_fault(r.period."end", true)
  ) AS reason
FROM known
