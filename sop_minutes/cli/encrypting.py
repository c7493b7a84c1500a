"""``encrypt``, ``decrypt``, ``recovery-key``, ``passphrase`` and ``keep-key``."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from sop_minutes.cli.context import Context, Json, alone, remark, say, say_json
from sop_minutes.cli.secrets import line_given
from sop_minutes.domain.errors import SwappedError, UserError

if TYPE_CHECKING:
    from sop_minutes.storage.encrypting import Rewritten
    from sop_minutes.storage.keys import Key

_NewFile = Annotated[
    Path | None, typer.Option("--new-passphrase-file", help="A file that holds the new passphrase.")
]


def encrypt(
    context: typer.Context,
    passphrase: Annotated[
        bool, typer.Option("--passphrase", help="Open it with a passphrase, not by this machine's keyring.")
    ] = False,
    new_passphrase_file: _NewFile = None,
) -> None:
    """Encrypt the database and its backups; print the recovery key, to be kept on paper."""
    from sop_minutes.storage import encrypting, keeping, keys

    given: Context = context.obj
    path = _there(given)
    known = keys.key_for(path)
    if known is not None:
        _tell(encrypting.encrypt(path, known), f"{path} is encrypted already.")
        return
    key, said = keys.new_key(), line_given(new_passphrase_file)
    words, opens = "", "Its key is in this machine's keyring."
    if passphrase or said or not keeping.keep_in_keyring(key):
        words = given.secrets.new_passphrase(said or given.secrets.given())
        opens = "It opens with the passphrase."
    with alone(path):
        if words:
            keeping.keep_by_passphrase(path, key, words)
        done = encrypting.encrypt(path, key)
    _print_recovery_key(key)
    remark(
        "Keep the recovery key on paper, away from this machine: where all else is lost, it alone opens "
        "the minutes. Copies made elsewhere, by you, by a cloud or by a backup of the disk, are as they were."
    )
    _tell(done, f"{path} is encrypted. {opens}")


def decrypt(context: typer.Context) -> None:
    """Make plain files of the database and its backups again."""
    from sop_minutes.storage import encrypting, keys

    given: Context = context.obj
    if _open_as_it_is(given.path):
        return
    path = _there(given)
    if keys.key_for(path) is None and not any(map(keys.key_for, encrypting.backups_of(path))):
        raise UserError(f"{path} is not encrypted.")
    with alone(path):
        done = encrypting.decrypt(path)
    _tell(done, f"{path} is not encrypted any more: whoever has the file can read it.")
    remark("Keep the recovery key: copies made elsewhere are still encrypted.")


def recovery_key(context: typer.Context, as_json: Json = False) -> None:
    """Print the recovery key, which opens the database and its backups on any machine."""
    given: Context = context.obj
    key = _key(given)
    if as_json:
        from sop_minutes.domain.recovery import recovery_key as printed

        say_json({"database": str(given.path), "recovery_key": printed(key.raw).split()})
        return
    _print_recovery_key(key)


def passphrase(context: typer.Context, new_passphrase_file: _NewFile = None) -> None:
    """Give the database a passphrase, instead of the one it has; the file itself is not written."""
    from sop_minutes.storage import keeping

    given: Context = context.obj
    key = _key(given)
    words = given.secrets.new_passphrase(line_given(new_passphrase_file))
    say(
        f"{given.path} opens with the new passphrase. It is kept wrapped in",
        str(keeping.keep_by_passphrase(given.path, key, words)),
    )
    remark(
        "Whoever has a copy of the old .key file still gets in with the old passphrase: if that got about, "
        "decrypt the database and encrypt it again."
    )


def keep_key(context: typer.Context) -> None:
    """Keep the key in this machine's keyring, so that nobody is asked for it here again."""
    from sop_minutes.storage import keeping

    given: Context = context.obj
    if not keeping.keep_in_keyring(_key(given)):
        raise UserError("There is no keyring on this machine that keeps it. It opens with its passphrase.")
    say(f"The key of {given.path} is in this machine's keyring.")


def _open_as_it_is(path: Path) -> bool:
    """Let a plain file be opened that is in the place of an encrypted one; say whether it is one."""
    from sop_minutes.keyholding import open_as_it_is
    from sop_minutes.storage.keys import key_for

    try:
        key_for(path)
    except SwappedError:
        if why_not := open_as_it_is(path):
            raise UserError(why_not) from None
        say(f"{path} is opened from now on, though it is not encrypted. Its backups are as they were.")
        return True
    return False


def _there(given: Context) -> Path:
    """Return the database; raises UserError if there is none, or it is not ours."""
    given.reading().close()
    return given.path


def _key(given: Context) -> "Key":
    from sop_minutes.storage.keys import key_for

    key = key_for(_there(given))
    if key is None:
        raise UserError(f"{given.path} is not encrypted. Encrypt it with: sop-minutes encrypt")
    return key


def _print_recovery_key(key: "Key") -> None:
    from sop_minutes.domain.recovery import recovery_key as printed

    say("Recovery key:", printed(key.raw))


def _tell(done: "Rewritten", sentence: str) -> None:
    """Say what was done; raises UserError if a backup is left that could not be done."""
    say(sentence)
    if done.backups:
        say(f"So are its backups: {len(done.backups)}." if len(done.backups) > 1 else "So is its backup.")
    if done.warning:
        raise UserError(done.warning)
