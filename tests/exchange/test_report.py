from inglenook.exchange.report import Report


def test_one_of_a_thing_is_said_in_the_singular():
    said = Report("GP system", same_people=1, warnings=1, urgent=1).sentences()
    assert "1 person was known already, by NHS number." in said
    assert "1 line was taken in part." in said
    assert "1 urgent result was put on professionals' lists." in said
    many = Report("GP system", same_people=2000, warnings=2, urgent=0).sentences()
    assert "2,000 people were known already, by NHS number." in many
    assert not [sentence for sentence in many if "urgent" in sentence]
