/** Until then a worker counts as alive. With WORKER_MODE=cron the queue is looked after once a minute at most; a host may skip some. */
export const WORKER_SILENT_SECONDS = { "in-process": 60, standalone: 60, cron: 300 };
