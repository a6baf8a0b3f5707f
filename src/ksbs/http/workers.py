"""A bounded pool of threads: the application is synchronous, the server is not."""

import asyncio
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from contextvars import copy_context
from threading import BoundedSemaphore
from typing import TypeVar

from ksbs.application.ports import StoreUnavailable

T = TypeVar("T")


class Workers:
    """Runs work in threads, with a limit on what may wait.

    Args:
        threads: How much work runs at the same time.
        waiting: How much more may wait for a thread.
    """

    def __init__(self, *, threads: int, waiting: int) -> None:
        self._pool = ThreadPoolExecutor(threads, thread_name_prefix="ksbs-http")
        self._places = BoundedSemaphore(threads + waiting)

    async def run(self, work: Callable[[], T]) -> T:
        """Run work in a thread, in the context of the caller.

        Raises:
            StoreUnavailable: if too much is waiting already; try again later.
        """
        if not self._places.acquire(blocking=False):
            raise StoreUnavailable
        future = self._pool.submit(copy_context().run, work)
        future.add_done_callback(self._leave)
        return await asyncio.wrap_future(future)

    def _leave(self, _: Future[T]) -> None:
        # A place is left when the work ends, not when its client stops waiting.
        self._places.release()

    def stop(self) -> None:
        """Let what runs finish and take nothing more."""
        self._pool.shutdown(wait=True, cancel_futures=True)
