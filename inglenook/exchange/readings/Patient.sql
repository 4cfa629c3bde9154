WITH chosen AS (
  SELECT *,
    coalesce(list_filter(r.name, lambda n: n.use = 'official')[1], r.name[1]) AS name,
    replace(list_filter(r.identifier, lambda i: i.system = 'https://fhir.nhs.uk/Id/nhs-number')[1].value, ' ', '')
      AS said_number,
    list_filter(r.telecom, lambda t: t.system = 'phone' AND t.value IS NOT NULL) AS phones,
    list_filter(r.extension, lambda e: e.url IS NOT NULL) AS extensions,
    coalesce(list_filter(r.communication, lambda c: c.preferred)[1], r.communication[1]) AS spoken,
    coalesce(
      list_filter(r.generalPractitioner, lambda g: starts_with(g.reference, 'Organization'))[1].reference,
      r.managingOrganization.reference
    ) AS registered_at
  FROM read
), told AS (
  SELECT *,
    list_filter(extensions, lambda e: ends_with(e.url, '/Extension-UKCore-EthnicCategory'))[1]
      .valueCodeableConcept.coding[1].code AS ethnicity,
    list_filter(extensions, lambda e: ends_with(e.url, '/deprivation-decile'))[1].valueInteger AS decile,
    list_filter(extensions, lambda e: ends_with(e.url, '/preferred-channel'))[1].valueCode AS channel,
    list_filter(extensions, lambda e: ends_with(e.url, '/large-print'))[1].valueBoolean AS large_print,
    list_filter(extensions, lambda e: ends_with(e.url, '/Extension-UKCore-NHSCommunication'))[1].extension AS talk,
    list_filter(extensions, lambda e: ends_with(e.url, '/patient-interpreterRequired'))[1].valueBoolean AS interpreter
  FROM chosen
)
SELECT place, fingerprint, coalesce(r.id, '') AS source_key, organisation.id AS practice_id, registered_at,
  CASE WHEN is_nhs_number(said_number) THEN said_number END AS nhs_number,
  left(coalesce(name.prefix[1], ''), 40) AS title,
  left(coalesce(array_to_string(name.given, ' '), ''), 200) AS given_name,
  left(coalesce(name.family, ''), 200) AS family_name,
  day(r.birthDate) AS birth_date,
  CASE WHEN r.gender IN ('female', 'male', 'other') THEN r.gender ELSE 'unknown' END AS sex,
  coalesce(r.deceasedBoolean, false) OR r.deceasedDateTime IS NOT NULL AS is_dead,
  day(r.deceasedDateTime) AS died_on,
  left(coalesce(ethnicity, ''), 20) AS ethnicity,
  left(coalesce(spoken.language.coding[1].code, ''), 20) AS language,
  coalesce(interpreter, list_filter(talk, lambda t: t.url = 'interpreterRequired')[1].valueBoolean, false)
    AS needs_interpreter,
  coalesce(large_print, false) AS wants_large_print,
  CASE WHEN channel IN ('web', 'email', 'text', 'letter', 'phone') THEN channel ELSE '' END AS preferred_channel,
  left(coalesce(list_filter(r.telecom, lambda t: t.system = 'email')[1].value, ''), 254) AS email,
  left(coalesce(list_filter(phones, lambda t: t.use = 'mobile')[1].value, ''), 40) AS mobile,
  left(coalesce(list_filter(phones, lambda t: coalesce(t.use, '') <> 'mobile')[1].value, ''), 40) AS phone,
  left(concat_ws(', ', array_to_string(r.address[1].line, ', '), r.address[1].city, r.address[1].district), 500)
    AS address,
  left(coalesce(r.address[1].postalCode, ''), 20) AS postcode,
  CASE WHEN decile BETWEEN 1 AND 10 THEN CAST(decile AS SMALLINT) END AS deprivation_decile,
  CASE WHEN NOT is_nhs_number(said_number) THEN 'NHS number left out: its check digit is wrong' END AS warning,
  coalesce(
    base_fault(r, 'Patient'), date_fault(r.birthDate, false), date_fault(r.deceasedDateTime, false)
  ) AS reason
FROM told LEFT JOIN organisation ON organisation.key = key_of(registered_at)
