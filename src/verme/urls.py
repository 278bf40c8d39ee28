"""The map of addresses, by audience (decisions.md §2)."""

from django.conf import settings
from django.urls import URLPattern, URLResolver, include, path

from verme.web.account import urls as account
from verme.web.coordinator import urls as coordinator
from verme.web.feeds import urls as feeds
from verme.web.member import urls as member
from verme.web.operator import urls as operator
from verme.web.organisation import urls as organisation
from verme.web.public import urls as public

urlpatterns: list[URLPattern | URLResolver] = [
    path("", include((public.urlpatterns, "public"))),
    path("", include((feeds.urlpatterns, "feeds"))),
    path("kirjaudu/", include(account.urlpatterns)),
    path("oma/", include((member.urlpatterns, "member"))),
    path("o/<slug:organisation>/", include(([*coordinator.urlpatterns, *organisation.urlpatterns], "staff"))),
    path("verkosto/", include((operator.urlpatterns, "operator"))),
]
if not settings.PRODUCTION:
    from verme.web.operator import development  # app ready: these pages do not exist in production

    urlpatterns.append(path("", include((development.urlpatterns, "development"))))

handler403 = "verme.web.public.views.faults.forbidden"
handler404 = "verme.web.public.views.faults.missing"
handler500 = "verme.web.public.views.faults.broken"
