"""Work on every core: forked workers make things ahead of time, or one thing beside all else."""

from commonplace.workers.ahead import Ahead, may_fork, workers_for
from commonplace.workers.beside import Beside

__all__ = ["Ahead", "Beside", "may_fork", "workers_for"]
