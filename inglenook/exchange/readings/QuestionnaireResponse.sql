-- About Me 2.01 of the PRSB; answers to other questionnaires are left alone. Its groups may all be there or be left out,
-- so an answer is known by its link alone: that of the standard's questionnaire, or the prompt's code.
WITH known AS (
  SELECT read.*, person.id AS person_id,
    within(r.item) AS second, within(second) AS third, within(third) AS fourth, within(fourth) AS fifth,
    flatten([answered(r.item), answered(second), answered(third), answered(fourth), answered(fifth)]) AS answers
  FROM read LEFT JOIN person ON person.key = key_of(r.subject.reference)
)
SELECT place, fingerprint, r.id AS source_key, person_id, '' AS system, '' AS code, 'About me' AS display,
  said(answers, '7503', '1515861000000103') AS important,
  said(answers, '7484', '1515871000000105') AS people,
  said(answers, '7466', '1515881000000107') AS communication,
  said(answers, '7475', '1515891000000109') AS wellness,
  said(answers, '7493', '1515901000000105') AS do_and_do_not,
  said(answers, '7457', '1515911000000107') AS support,
  said(answers, '7447', '1515921000000101') AS worth_knowing,
  left(said(answers, '7500', ''), 300) AS helped_by,
  coalesce(day(nullif(said(answers, '7454', ''), '')), day(r.authored)) AS said_on,
  coalesce(
    r.resourceType = 'QuestionnaireResponse' AND (
      NOT contains(coalesce(r.questionnaire, ''), 'd8e4aafc-3bb4-4ab6-866a-c0cecd3ca6fe')
      OR r.status = 'entered-in-error'
    ), false
  ) AS is_ignored,
  coalesce(
    base_fault(r, 'QuestionnaireResponse'), person_fault(r.subject.reference, person_id), date_fault(r.authored, false)
  ) AS reason
FROM known
