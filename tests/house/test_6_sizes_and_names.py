"""House test 6: small files, functions, classes, templates; names that say something; imports where readers look for them."""

from tests.house.inspectors import source, texts
from tests.house.inspectors.sizes import empty_names, hidden_imports, long_templates, too_large

# What is larger than allowed, and why. It may only shrink: an entry that is not needed fails too.
EXCEPTIONS: dict[str, str] = {}


def test_nothing_is_too_large() -> None:
    sins = too_large(source.house()) | long_templates(texts.templates())

    assert {name: sin for name, sin in sins.items() if name not in EXCEPTIONS} == {}
    assert set(EXCEPTIONS) <= set(sins)


def test_tools_and_tests_stay_small_too() -> None:
    beside = [one for folder in ("tools", "tests", "benchmarks") for one in source.read(source.PROJECT / folder, folder)]

    assert too_large(beside) == {}


def test_modules_are_named_for_what_they_know() -> None:
    assert empty_names(source.house()) == []


def test_imports_stand_at_the_top() -> None:
    assert hidden_imports(source.house()) == []


def _function(lines: int) -> str:
    return "def long():\n" + "    x = 1\n" * (lines - 1)


def test_a_file_of_401_lines_is_caught() -> None:
    full, over = (source.source("x = 1\n" * lines, "verme.signups.rules") for lines in (400, 401))

    assert too_large([full]) == {}
    assert too_large([over]) == {"verme.signups.rules": "verme/signups/rules.py has 401 lines; a file may have 400"}


def test_a_function_of_41_lines_is_caught() -> None:
    full, over = (source.source(_function(lines), "verme.signups.rules") for lines in (40, 41))

    assert too_large([full]) == {}
    assert too_large([over]) == {"verme.signups.rules.long": "verme/signups/rules.py:1 long has 41 lines; 40 are allowed"}


def test_a_class_of_16_methods_is_caught() -> None:
    code = "class Wide:\n" + "".join(f"    def m{number}(self): ...\n" for number in range(16))

    assert too_large([source.source(code, "verme.signups.models")]) == {
        "verme.signups.models.Wide": "verme/signups/models.py:1 Wide has 16 methods; 15 are allowed"
    }


def test_a_template_of_121_lines_is_caught() -> None:
    assert long_templates({"web/a.html": "x\n" * 121, "web/b.html": "x\n" * 120}) == {
        "web/a.html": "web/a.html has 121 lines; a template may have 120"
    }


def test_a_module_called_utils_is_caught() -> None:
    assert empty_names([source.source("", "verme.signups.utils"), source.source("", "verme.signups.rules")]) == [
        "verme/signups/utils.py: name it for what it knows"
    ]


def test_an_import_inside_a_function_is_caught_unless_it_says_why() -> None:
    code = "def a():\n    import ortools  # slow import\n    from x import y\n"

    assert hidden_imports([source.source(code, "verme.groups.jobs")]) == ["verme/groups/jobs.py:3 imports inside a without a reason"]
