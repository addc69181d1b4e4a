from benchmarks import acts


def test_who_is_against_the_thing_is_for_doing_away_with_it_and_the_counts_say_so(monkeypatch, capsys):
    class Stances:
        label = None

    def answer(texts, pairs, model, relevant):
        found = Stances()
        found.label = ["unclear" if "praised" in text else "against" for text in texts]  # a model that only hears the mood
        return found

    monkeypatch.setattr(acts, "classify_texts", answer)
    acts.main([])
    lines = acts.write_lines()
    assert set(lines.loc[lines.text == "The speaker criticised the law.", "right"]) == {"favor"}
    printed = capsys.readouterr().out.splitlines()
    header = printed[0].split()
    counts = dict(zip(header[-3:], printed[2].split()[-3:], strict=True))  # changing rules: 5 things, 7 acts
    assert counts == {"none": "5", "reversed": "20", "right": "10"}
    own = lines[lines.of == "in own words"]
    assert len(lines) - len(own) == len(acts.VERBS) * 9 * 7
    assert len(own) == 42 and set(own.right) == {"favor", "against"} and own.notna().all(axis=None)
