-- The rows of a GP system's report as lines of FHIR R4.
CREATE MACRO said(x) AS nullif(trim(x), '');
-- A day as FHIR writes it; what is no day stays as it is, and is rejected for it later; a bare yes says no day.
CREATE MACRO as_day(x, form) AS CASE WHEN lower(x) NOT IN ('y', 'yes', 'true', '1', 'x')
  THEN coalesce(strftime(try_strptime(x, form), '%Y-%m-%d'), x) END;
CREATE MACRO number_fault(x, is_number) AS CASE WHEN is_number AND try_cast(x AS DOUBLE) IS NULL
  THEN 'has a value that is not a number' END;
CREATE MACRO patient(key, number, prefix, given, family, born, gender, died, ethnic, spoken, mail, mobile_phone,
    home_phone, lines, post, practice) AS CAST(to_json({
  resourceType: 'Patient', id: key,
  identifier: [{system: 'https://fhir.nhs.uk/Id/nhs-number', value: number}],
  name: [{family: family, given: [given], prefix: [prefix]}],
  telecom: [
    {system: 'phone', use: 'mobile', value: mobile_phone}, {system: 'phone', use: 'home', value: home_phone},
    {system: 'email', use: 'home', value: mail}
  ],
  gender: CASE lower(left(gender, 1)) WHEN 'f' THEN 'female' WHEN 'm' THEN 'male' WHEN 'o' THEN 'other' ELSE 'unknown' END,
  birthDate: born, deceasedDateTime: died,
  address: [{line: [lines], postalCode: post}],
  communication: [{language: {coding: [{code: spoken}]}}],
  managingOrganization: {reference: 'Organization?identifier=https://fhir.nhs.uk/Id/ods-organization-code|' || practice},
  extension: [{
    url: 'https://fhir.hl7.org.uk/StructureDefinition/Extension-UKCore-EthnicCategory',
    valueCodeableConcept: {coding: [{code: ethnic}]}
  }]
}) AS VARCHAR);
CREATE MACRO condition(key, snomed, words, begun) AS CAST(to_json({
  resourceType: 'Condition', id: key || '-' || snomed,
  code: {coding: [{system: 'http://snomed.info/sct', code: snomed, display: words}]},
  subject: {reference: 'Patient/' || key}, onsetDateTime: begun
}) AS VARCHAR);
CREATE MACRO result(key, code_system, result_code, words, taken, value_said, value_unit) AS CAST(to_json({
  resourceType: 'Observation', id: key || '-' || result_code || '-' || coalesce(taken, ''), status: 'final',
  code: {coding: [{system: code_system, code: result_code, display: words}]},
  subject: {reference: 'Patient/' || key}, effectiveDateTime: taken,
  valueQuantity: CASE WHEN value_unit <> '' THEN {value: try_cast(value_said AS DOUBLE), code: value_unit} END,
  valueString: CASE WHEN value_unit = '' THEN value_said END
}) AS VARCHAR);
