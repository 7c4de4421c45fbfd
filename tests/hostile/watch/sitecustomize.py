"""Put first on the path of a build under watch, and so run in each of its processes: writes down what they open, what
they connect to and what they start."""

import os
import sys

_NOTED = ("open", "os.listdir", "os.scandir", "subprocess.Popen", "os.posix_spawn", "os.exec", "os.system")
_LOG = os.open(os.environ["BRIEFGEN_WATCHED"], os.O_WRONLY | os.O_APPEND | os.O_CREAT)


def _note(event: str, arguments: tuple[object, ...]) -> None:
    if event in _NOTED or event.startswith("socket."):
        subject = arguments[-1] if event in ("socket.connect", "socket.bind") else arguments[0]
        if event == "socket.__new__" or isinstance(subject, int):  # a descriptor that is open already
            return
        name = os.fsdecode(subject) if isinstance(subject, (str, bytes, os.PathLike)) else repr(subject)
        if event == "open" or event.startswith("os."):
            name = os.path.abspath(name)  # noqa: PTH100 - as it is asked for, links and all
        os.write(_LOG, f"{event}\t{name}\n".encode("utf-8", "replace"))


sys.addaudithook(_note)
