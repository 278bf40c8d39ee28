"""Who is looking, from which organisation's desk: what a door hands to a page."""

from dataclasses import dataclass, field

from verme.audit.actors import VISITOR, Actor
from verme.organisations.models import Organisation, Role
from verme.organisations.terms import ROLE_PERMISSIONS, Permission, RoleKind
from verme.people.models import Person
from verme.programmes.models import Programme


@dataclass(frozen=True)
class Desk:
    """The person (None for strangers), the organisation whose pages these are, the roles held in it, the programme in the address."""

    person: Person | None = None
    organisation: Organisation | None = None
    roles: tuple[Role, ...] = ()
    programme: Programme | None = None
    permissions: frozenset[Permission] = field(init=False)

    def __post_init__(self) -> None:
        held = (ROLE_PERMISSIONS[RoleKind(role.kind)] for role in self.roles)
        object.__setattr__(self, "permissions", frozenset().union(*held))

    def may(self, permission: Permission) -> bool:
        """Whether one of the roles permits it."""
        return permission in self.permissions

    @property
    def reader(self) -> Person:
        """The person, on pages whose door lets nobody in who is not signed in."""
        return _given(self.person, "person")

    @property
    def house(self) -> Organisation:
        """The organisation, on pages whose address names one."""
        return _given(self.organisation, "organisation")

    @property
    def year(self) -> Programme:
        """The programme, on pages whose address names one."""
        return _given(self.programme, "programme")

    @property
    def actor(self) -> Actor:
        """Who acts, for actions and the audit log."""
        if self.person is None:
            return VISITOR
        return self.person.acting(self.roles[0].kind if self.roles else "member")

    @property
    def role_label(self) -> str:
        """The role that shows in the masthead: the one with most rights first."""
        return str(RoleKind(self.roles[0].kind).label) if self.roles else ""


def _given[T](thing: T | None, name: str) -> T:
    """Raises LookupError when a page asks for what its door does not give: a fault of the page, never of its reader."""
    if thing is None:
        raise LookupError(f"this page's door gives no {name}")
    return thing


STRANGER = Desk()
