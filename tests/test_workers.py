"""Jobs in processes of their own: prepared once, each with its result, and one that dies costs one job."""

from __future__ import annotations

import os

import pytest

from briefgen.core.workers import Crew, Died

_GIVEN: list[bytes] = []


def prepare(given: bytes) -> None:
    _GIVEN.append(given)


def work(name: str) -> tuple[str, list[bytes], int]:
    if name == "deadly":
        os._exit(9)
    if name == "wrong":
        raise ValueError("a mistake of ours")
    return name.upper(), list(_GIVEN), os.getpid()


def crew(size: int) -> Crew[tuple[str, list[bytes], int]]:
    return Crew(work, prepare, b"tools", size)


def test_each_process_is_prepared_once_and_does_many_jobs() -> None:
    names = [f"job {number}" for number in range(12)]
    results = dict(crew(2).run(names))
    assert set(results) == set(names)
    done = [result for result in results.values() if not isinstance(result, Died)]
    assert sorted(name for name, _, _ in done) == sorted(name.upper() for name in names)
    assert all(given == [b"tools"] for _, given, _ in done)
    assert os.getpid() not in {process for _, _, process in done}
    assert len({process for _, _, process in done}) <= 2


def test_a_process_that_dies_costs_one_job() -> None:
    results = dict(crew(2).run(["a", "b", "deadly", "c", "d"]))
    assert set(results) == {"a", "b", "deadly", "c", "d"}
    assert [name for name, result in results.items() if isinstance(result, Died)] == ["deadly"]


def test_a_mistake_of_ours_is_not_hidden() -> None:
    with pytest.raises(ValueError, match="a mistake of ours"):
        dict(crew(2).run(["a", "wrong"]))
