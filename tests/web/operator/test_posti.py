"""The development post office: every letter readable, only on this machine, not at all in production."""

import subprocess
import sys

import pytest
from django.test import Client

from tests.other_process import ROOT
from tests.rooms.mail.conftest import Write
from tests.rooms.mail.conftest import write as write  # a fixture
from verme.mail.models import Letter

pytestmark = pytest.mark.django_db


def test_letters_are_read_here(write: Write) -> None:
    letter = write("1")
    write("2", to="ville@gradia.example")
    client = Client()
    everything = client.get("/posti/").content.decode()
    some = client.get("/posti/?kenelle=VILLE").content.decode()
    one = client.get(f"/posti/{letter.pk}/").content.decode()
    html = client.get(f"/posti/{letter.pk}/html/")

    assert "aino@" in everything and "ville@" in everything
    assert "aino@" not in some and "ville@" in some
    assert "&lt;a" not in one
    assert "RMNS-XGCS" in one and "RMNS-XGCS" in html.content.decode()
    assert "script-src" not in html.headers["Content-Security-Policy"] and "default-src 'none'" in html.headers["Content-Security-Policy"]


def test_addresses_in_letters_are_links_and_nothing_else_is(write: Write) -> None:
    letter = write("1", name="<img src=x>")
    Letter.objects.filter(pk=letter.pk).update(text="<b>See</b> https://verme.example/m/x/?a=1&b=2\n")
    page = Client().get(f"/posti/{letter.pk}/").content.decode()

    assert '<a href="https://verme.example/m/x/?a=1&amp;b=2"' in page
    assert "&lt;b&gt;See" in page and "<img src=x>" not in page


@pytest.mark.parametrize("path", ["/posti/", "/posti/1/", "/posti/1/html/"])
@pytest.mark.parametrize("claims", ["", "127.0.0.1"])
def test_from_elsewhere_there_is_no_post_office(write: Write, path: str, claims: str) -> None:
    write("1")

    assert Client().get(path, REMOTE_ADDR="192.0.2.1", headers={"X-Forwarded-For": claims}).status_code == 404


def test_in_production_there_is_no_post_office() -> None:
    code = "import django; django.setup(); from django.urls import resolve; resolve('/posti/')"
    environment = {
        "PATH": "/usr/bin",
        "DJANGO_SETTINGS_MODULE": "verme.settings",
        "VERME_SECRET_KEY": "x" * 50,
        "VERME_BASE_URL": "https://verme.example",
        "VERME_SMTP_URL": "smtps://mail.example",
    }
    done = subprocess.run([sys.executable, "-c", code], env=environment, cwd=ROOT, capture_output=True, text=True)

    assert done.returncode == 1
    assert "Resolver404" in done.stderr
