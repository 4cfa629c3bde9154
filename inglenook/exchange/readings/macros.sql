-- FHIR dates may lack day or month: a missing part counts as the first.
CREATE MACRO whole(x) AS CASE length(x) WHEN 4 THEN x || '-01-01' WHEN 7 THEN x || '-01' ELSE x END;
CREATE MACRO day(x) AS TRY_CAST(left(whole(x), 10) AS DATE);
CREATE MACRO moment(x) AS TRY_CAST(whole(x) AS TIMESTAMPTZ);
-- The first line settles all but the bad ones, so that each date is read once.
CREATE MACRO date_fault(x, may_come) AS CASE
  WHEN x IS NULL OR day(x) BETWEEN DATE '1850-01-01' AND getvariable('today') THEN NULL
  WHEN day(x) IS NULL THEN 'has a date that cannot be read'
  WHEN day(x) < DATE '1850-01-01' THEN 'has a date before 1850'
  WHEN day(x) > getvariable('today') AND NOT may_come THEN 'has a date in the future'
  WHEN year(day(x)) > 2200 THEN 'has a date after 2200'
END;
-- Type/id, an absolute address, urn:uuid:id, or a search (Type?identifier=system|value), which stays as it is after
-- the type. A version after the id says nothing about who is meant.
CREATE MACRO key_of(x) AS CASE
  WHEN starts_with(x, 'Patient/') AND NOT contains(x, '/_history/') THEN substr(x, 9)
  WHEN contains(x, '?') THEN substr(x, position('?' IN x))
  WHEN starts_with(x, 'urn:') THEN split_part(x, ':', -1)
  WHEN contains(x, '/_history/') THEN split_part(split_part(x, '/_history/', 1), '/', -1)
  ELSE split_part(x, '/', -1)
END;
CREATE MACRO best(coding) AS CASE WHEN len(coding) > 1
  THEN coalesce(list_filter(coding, lambda c: c.system = 'http://snomed.info/sct')[1], coding[1]) ELSE coding[1] END;
CREATE MACRO words(concept) AS left(coalesce(best(concept.coding).display, concept."text", ''), 1000);
CREATE MACRO base_fault(r, wanted) AS CASE
  WHEN r.resourceType IS NULL THEN 'is not a FHIR resource in JSON'
  WHEN r.resourceType <> wanted THEN 'is not a ' || wanted
  WHEN coalesce(r.id, '') = '' THEN 'has no id'
  WHEN length(r.id) > 150 THEN 'has an id of over 150 characters'
END;
CREATE MACRO person_fault(reference, person_id) AS CASE
  WHEN reference IS NULL THEN 'names no person'
  WHEN person_id IS NULL THEN 'names a person who is not known'
END;
CREATE MACRO code_fault(coding) AS CASE
  WHEN length(coding.code) > 100 OR length(coding.system) > 100 THEN 'has a code of over 100 characters'
END;
-- Modulus 11, weights 10 to 2 (NHS Data Dictionary, NHS number).
CREATE MACRO is_nhs_number(x) AS regexp_full_match(x, '[0-9]{10}')
  AND (11 - list_sum([CAST(x[i] AS INT) * (11 - i) for i in range(1, 10)]) % 11) % 11 = TRY_CAST(x[10] AS INT);
-- Items of a questionnaire's answers: those within, what was answered, and what was said to one link.
CREATE MACRO within(items) AS flatten([coalesce(i.item, []) for i in coalesce(items, [])]);
CREATE MACRO answered(items) AS [
  {'link': i.linkId, 'said': [coalesce(a.valueString, a.valueDate, a.valueDateTime) for a in i.answer][1]}
  for i in coalesce(items, []) if i.answer IS NOT NULL
];
CREATE MACRO said(answers, link, code) AS coalesce(
  [a.said for a in answers if a.link IN (link, code) AND a.said IS NOT NULL][1], ''
);
