"""A keyring for tests: the machine's own is never asked."""

import keyring
from keyring.backend import KeyringBackend
from keyring.errors import KeyringLocked


class MemoryKeyring(KeyringBackend):
    """Keeps what it is given until the test ends."""

    priority = 5  # type: ignore[assignment]

    def __init__(self) -> None:
        super().__init__()
        self.kept: dict[tuple[str, str], str] = {}

    def get_password(self, service: str, username: str) -> str | None:
        return self.kept.get((service, username))

    def set_password(self, service: str, username: str, password: str) -> None:
        self.kept[service, username] = password

    def delete_password(self, service: str, username: str) -> None:
        del self.kept[service, username]


class ForgetfulKeyring(MemoryKeyring):
    """Takes what it is given, and has it no more."""

    def set_password(self, service: str, username: str, password: str) -> None:
        pass


class BrokenKeyring(MemoryKeyring):
    """Fails as a keyring does whose service does not answer."""

    def get_password(self, service: str, username: str) -> str | None:  # noqa: ARG002 - as given
        raise RuntimeError("no answer")

    def set_password(self, service: str, username: str, password: str) -> None:  # noqa: ARG002 - as given
        raise RuntimeError("no answer")


class ClosedKeyring(MemoryKeyring):
    """Has what it is given, and is locked until it `is_open`."""

    is_open = False

    def get_password(self, service: str, username: str) -> str | None:
        if not self.is_open:
            raise KeyringLocked("Failed to unlock the collection!")
        return super().get_password(service, username)


def use_keyring(backend: KeyringBackend | None) -> None:
    """Have a keyring used from now on, None for none."""
    from keyring.backends.fail import Keyring

    keyring.set_keyring(backend or Keyring())
