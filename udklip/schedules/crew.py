"""Workers in processes of their own: they use every core, and a crash takes one batch with it, not the run."""

import os
from collections.abc import Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from multiprocessing import get_context, parent_process
from threading import Thread
from typing import TYPE_CHECKING

from udklip.core.errors import UdklipError
from udklip.core.outcomes import Outcome, Step
from udklip.schedules.interrupts import deaf_children
from udklip.schedules.jobs import Equipment, Job, Result, Taken

if TYPE_CHECKING:
    from udklip.schedules.worker import Worker

BATCH = 16

# Every worker has a core of its own: threads of the matrix library would only take each other's. And memory given
# back to the system after each batch is asked for again by the next: every twentieth second went into that.
_WORKER_ENVIRONMENT = {
    "OPENBLAS_NUM_THREADS": "1",
    "MALLOC_MMAP_THRESHOLD_": str(32 << 20),
    "MALLOC_TRIM_THRESHOLD_": str(256 << 20),
}

_worker: "Worker | str" = "without equipment"
"""This process's worker, or why there is none."""


def _equip(equipment: Equipment) -> None:
    global _worker  # noqa: PLW0603 - a process has one worker
    Thread(target=_end_with_parent, daemon=True).start()
    try:
        from udklip.schedules.worker import Worker  # noqa: PLC0415 - spaCy and trafilatura: for workers only

        _worker = Worker(equipment)
    except Exception as fault:  # noqa: BLE001 - told by the first job; else every file would count as crashed
        _worker = f"{type(fault).__name__}: {fault}"


def _end_with_parent() -> None:
    """A run that was killed cannot send its workers home: they would wait for work for ever."""
    if parent := parent_process():
        parent.join()
        os._exit(1)


def _work(jobs: Sequence[Job]) -> list[Result]:
    if isinstance(_worker, str):
        raise UdklipError(f"the readers cannot start ({_worker}); `udklip doctor` looks at every part")
    return _worker.work(jobs)


class Crew:
    """`size` worker processes; 0 means one for each core. Started with the first jobs, ended by `close`."""

    def __init__(self, equipment: Equipment, size: int = 0) -> None:
        """Hire nobody yet."""
        self._equipment = equipment
        self._size = size or len(os.sched_getaffinity(0))
        self._pool: ProcessPoolExecutor | None = None
        self._pending: dict[Future[list[Result]], tuple[ProcessPoolExecutor, list[Job]]] = {}

    @property
    def free(self) -> bool:
        """Whether more jobs can be given without piling up."""
        return len(self._pending) < 2 * self._size

    def give(self, jobs: Sequence[Job]) -> None:
        """Hand out `jobs` in batches small enough that everyone gets some."""
        batch = max(1, min(BATCH, -(-len(jobs) // self._size)))
        for start in range(0, len(jobs), batch):
            part = list(jobs[start : start + batch])
            pool = self._hired()
            self._pending[_submitted(pool, part)] = pool, part

    def collect(self, seconds: float) -> Iterator[Result]:
        """Results that are there within `seconds`; a batch that broke or killed its worker is done job by job.

        Raises:
            UdklipError: no worker can do anything, as where the model is missing.
        """
        done, _ = wait(self._pending, timeout=seconds, return_when=FIRST_COMPLETED)
        for future in done:
            pool, jobs = self._pending.pop(future)
            fault = future.exception()
            if fault is None:
                yield from future.result()
                continue
            if isinstance(fault, UdklipError):
                raise fault
            if isinstance(fault, BrokenProcessPool) and self._pool is pool:
                self._pool = None
            yield from self._one_by_one(jobs)

    @property
    def idle(self) -> bool:
        """Whether nothing is under way."""
        return not self._pending

    def close(self) -> None:
        """Send everyone home."""
        if self._pool:
            self._pool.shutdown(cancel_futures=True)

    def _hired(self) -> ProcessPoolExecutor:
        if self._pool is None:
            self._pool = self._hire(self._size)
        return self._pool

    def _hire(self, size: int) -> ProcessPoolExecutor:
        for name, value in _WORKER_ENVIRONMENT.items():
            os.environ.setdefault(name, value)
        context = get_context("spawn")
        return ProcessPoolExecutor(size, context, initializer=_equip, initargs=(self._equipment,))

    def _one_by_one(self, jobs: Sequence[Job]) -> Iterator[Result]:
        """Find out which of `jobs` it is: they are done one after another by a worker of their own."""
        alone = self._hire(1)
        for job in jobs:
            future = _submitted(alone, [job])
            fault = future.exception()
            if fault is None:
                yield from future.result()
                continue
            yield Result(job.url, (Taken(Step.READ, Outcome.CRASHED, _told(fault)),))
            if isinstance(fault, BrokenProcessPool):
                alone.shutdown()
                alone = self._hire(1)
        alone.shutdown()


def _submitted(pool: ProcessPoolExecutor, jobs: list[Job]) -> Future[list[Result]]:
    """Hand `jobs` to a pool, which starts its processes when they are needed."""
    with deaf_children():
        return pool.submit(_work, jobs)


def _told(fault: BaseException) -> str:
    if isinstance(fault, BrokenProcessPool):
        return "reading it killed the reader"
    return f"a fault of the program: {type(fault).__name__}: {str(fault)[:200]}"
