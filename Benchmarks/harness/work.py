"""The list of runs to make: done by a few workers, saved as they end, taken up again where it stopped."""

import fnmatch
import os
import threading

from harness import execution, results

UNFINISHED = ("", "failed")


class Work:
    """Runs in order, each once; those that already stand in the folder's results are not made again."""

    def __init__(self, folder, jobs=1, again=(), say=print):
        self.path, self.jobs, self.say = os.path.join(folder, "results.csv"), jobs, say
        self.tasks = {}  # key: (row, action), in the order of the plan
        self.done = {}
        self.lock = threading.Lock()
        if os.path.exists(self.path):
            for row in results.read(self.path):
                wanted = any(fnmatch.fnmatch(row.case, pattern) for pattern in again)
                if row.verdict not in UNFINISHED and not wanted:
                    self.done[key(row)] = row

    def add(self, row, action):
        """Plans a run: `action(row)` makes it and fills in the row."""
        old = self.done.get(key(row))
        if old is not None and old.input != row.input:
            del self.done[key(row)]
        self.tasks.setdefault(key(row), (row, action))

    def row(self, like):
        """The finished row of the same case, method, seed and limit; None where there is none."""
        return self.done.get(key(like))

    def rows(self):
        """All finished rows: those of the plan in its order, then those of earlier plans."""
        planned = [self.done[name] for name in self.tasks if name in self.done]
        return planned + [row for name, row in self.done.items() if name not in self.tasks]

    def do(self):
        """Makes every run that is not done, `jobs` at a time; stops all of them if interrupted."""
        open_tasks = [task for name, task in self.tasks.items() if name not in self.done]
        if len(open_tasks) < len(self.tasks):
            self.say(f"{len(self.tasks) - len(open_tasks)} of {len(self.tasks)} runs are done already")
        queue, stop, faults = iter(open_tasks), threading.Event(), []

        def work():
            while not stop.is_set():
                with self.lock:
                    task = next(queue, None)
                if task is None:
                    return
                try:
                    self.one(*task, stop)
                except Exception as fault:  # the first fault of any worker ends the bench
                    faults.append(fault)
                    stop.set()

        workers = [threading.Thread(target=work) for _ in range(self.jobs)]
        for worker in workers:
            worker.start()
        try:
            for worker in workers:
                worker.join()
        except BaseException:
            stop.set()
            execution.kill_all()
            for worker in workers:
                worker.join()
            raise
        if faults:
            raise faults[0]

    def one(self, row, action, stop):
        action(row)
        with self.lock:
            if stop.is_set():
                return
            self.done[key(row)] = row
            results.write(self.path, self.rows())
            self.say(line(row))


def key(row):
    return row.case, row.method, row.seed, row.limit_seconds


def line(row):
    """What is said of a run when it ends."""
    shown = row.value if row.value is not None else row.score
    bound = row.value_bound if row.value is not None else row.bound
    return (
        f"{row.case:24} {row.method:16} {row.limit_seconds:>5g} s  seed {row.seed}  "
        f"{'-' if shown is None else shown:>9} <= {'-' if bound is None else bound:>9}  "
        f"{row.verdict} {row.status} {row.note[:90]}")
