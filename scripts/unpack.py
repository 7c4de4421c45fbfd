"""Unpacks the one npm archive in a folder if it has the digest that is wanted: `unpack.py FOLDER sha512-…`."""

import base64
import hashlib
import sys
import tarfile
from pathlib import Path

folder, wanted = Path(sys.argv[1]), sys.argv[2]
(archive,) = folder.glob("*.tgz")
digest = base64.b64encode(hashlib.sha512(archive.read_bytes()).digest()).decode()
if f"sha512-{digest}" != wanted:
    sys.exit(f"{archive.name} has the digest sha512-{digest}, not {wanted}")
with tarfile.open(archive) as files:
    for member in files.getmembers():
        if member.isfile() and not Path(member.name).is_absolute() and ".." not in Path(member.name).parts:
            target = folder / member.name
            target.parent.mkdir(parents=True, exist_ok=True)
            data = files.extractfile(member)
            assert data is not None
            target.write_bytes(data.read())
archive.unlink()
