"""The command line as a whole: every word has help; wrong words end with 2 and one line."""

import pytest

from verme.command import WORDS, CommandError, main


@pytest.mark.parametrize("word", sorted(WORDS))
def test_every_word_has_help(word: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main([word, "--help"])

    assert ended.value.code == 0
    assert WORDS[word].split()[0].capitalize() in capsys.readouterr().out


@pytest.mark.parametrize("arguments", [[], ["dance"], ["login-link"], ["organisation"], ["serve", "--port", "many"]])
def test_what_is_not_understood_ends_with_two(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main(arguments)

    assert ended.value.code == 2
    assert "usage: verme" in capsys.readouterr().err


def test_a_fault_is_one_line(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    from verme.command import migrate  # app ready

    def fail(given: object) -> int:
        raise CommandError("first line\nsecond line")

    monkeypatch.setattr(migrate, "run", fail)

    assert main(["migrate"]) == 2
    assert capsys.readouterr().err == "verme migrate: first line second line\n"
