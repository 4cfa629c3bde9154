-- Not materialized: a copy of what was read takes longer than looking people up twice.
WITH dated AS NOT MATERIALIZED (
  SELECT *, coalesce(r.effectiveDateTime, r.effectiveInstant, r.effectivePeriod."start", r.issued) AS taken,
    moment(taken) AS taken_at
  FROM read
), known AS NOT MATERIALIZED (
  SELECT dated.*, person.id AS person_id,
    coalesce(
      base_fault(r, 'Observation'), person_fault(r.subject.reference, person.id),
      CASE WHEN taken IS NULL THEN 'has no date' WHEN taken_at IS NULL THEN 'has a date that cannot be read' END,
      date_fault(taken, false)
    ) AS fault
  FROM dated LEFT JOIN person ON person.key = key_of(r.subject.reference)
), part AS (
  SELECT place, fingerprint, person_id, taken_at, fault, r.status, r.id AS source_key, r.code,
    r.component IS NULL AS is_whole, r.valueQuantity, r.valueCodeableConcept, r.valueString, r.valueInteger, r.valueBoolean
  FROM known
  WHERE r.component IS NULL OR r.valueQuantity IS NOT NULL OR r.valueCodeableConcept IS NOT NULL
  UNION ALL
  SELECT place, fingerprint, person_id, taken_at, fault, r.status, r.id || '#' || nth, c.code,
    false, c.valueQuantity, c.valueCodeableConcept, c.valueString, c.valueInteger, c.valueBoolean
  FROM (
    SELECT *, unnest(r.component) AS c, generate_subscripts(r.component, 1) AS nth
    FROM known WHERE r.component IS NOT NULL
  )
), coded AS (
  SELECT *, best(code.coding) AS coding, coalesce(valueQuantity.value, valueInteger) AS value,
    left(coalesce(valueQuantity.code, valueQuantity.unit, ''), 40) AS unit
  FROM part
)
SELECT place, fingerprint, person_id,
  is_whole AND coalesce(list_contains(getvariable('reviews'), coding.code), false) AS is_review,
  CASE WHEN is_review THEN 'observation#' || source_key ELSE source_key END AS source_key,
  coalesce(coding.system, '') AS system, coalesce(coding.code, '') AS code, words(coded.code) AS display,
  value, coded.unit,
  coalesce(
    CASE WHEN valueQuantity.comparator IS NOT NULL THEN valueQuantity.comparator || value END, valueString,
    valueCodeableConcept."text", valueCodeableConcept.coding[1].display,
    CASE valueBoolean WHEN true THEN 'Yes' WHEN false THEN 'No' END, ''
  ) AS "text",
  taken_at,
  coalesce(result_code.measure, '') AS measure, value * factor + "offset" AS number,
  coalesce(status, '') IN ('entered-in-error', 'cancelled') AS is_wrong,
  CASE WHEN NOT is_wrong THEN taken_at END AS started_at, '' AS setting,
  coalesce(
    fault, code_fault(coding),
    CASE WHEN NOT (value * factor + "offset" BETWEEN low AND high)
      THEN 'has a value that is outside what is possible for ' || result_code.measure END
  ) AS reason
FROM coded
LEFT JOIN result_code ON result_code.system = coding.system AND result_code.code = coding.code
  AND result_code.unit = coded.unit
