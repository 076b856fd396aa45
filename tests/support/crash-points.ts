import { flushCompileCache } from "node:module";

type Deadly<Task> = {
  task: Task;
  /** A point: the process is killed, as by `kill -9`, at the one that it is to die at. */
  reach(): void;
  /** Ends the process after it said how many points it passed. */
  end(): void;
};

/** The task that a test gives to a process in its argument, with the point at which the process is killed. */
export function deadlyTask<Task>(): Deadly<Task> {
  // A process that is killed keeps nothing of what it compiled for the next one.
  flushCompileCache();
  const task = JSON.parse(process.argv[2] ?? "") as Task & { dieAt: number };
  let points = 0;
  return {
    task,
    reach: () => {
      points += 1;
      if (points === task.dieAt) process.kill(process.pid, "SIGKILL");
    },
    end: () => void process.stdout.write(String(points), () => process.exit(0)),
  };
}

/** The text of what `Client.query` of pg was given. */
export const textOf = (query: unknown): string =>
  (typeof query === "string" ? query : ((query as { text?: string }).text ?? "")).trim().toLowerCase();
