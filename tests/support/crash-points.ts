import { AsyncLocalStorage } from "node:async_hooks";
import { flushCompileCache } from "node:module";
import type { Client } from "pg";

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

type AtWork = { dieAt: number; points: number; isDead: boolean; stand: () => void };
const atWork = new AsyncLocalStorage<AtWork>();
const NEVER = new Promise<never>(() => undefined);

/** Never ends. The kernel closes the connections of a process that is killed; those of a task that stands close where it stands. */
export function leave(client?: Client): Promise<never> {
  client?.connection.stream.destroy();
  return NEVER;
}

/** Whether the task at work stands already, so that it does nothing more. */
export const stands = (): boolean => atWork.getStore()?.isDead ?? false;

/** Passes a point of the task at work; true when it is the one to stand at. */
export function reaches(): boolean {
  const task = atWork.getStore();
  if (!task || task.isDead) return task !== undefined;
  task.points += 1;
  task.isDead = task.points === task.dieAt;
  if (task.isDead) task.stand();
  return task.isDead;
}

/**
 * Begins the tasks that a test gives to a process in its argument, one after the other. Each stands at the point that it is to die at, and
 * the process is killed, as by `kill -9`, when all stand or are through: one process dies at many points. It says for each task how many
 * points it passed, or null where it stood.
 */
export async function dieTogether<Task>(carryOut: (task: Task) => Promise<unknown>): Promise<void> {
  const tasks = JSON.parse(process.argv[2] ?? "") as (Task & { dieAt: number })[];
  const passed: (number | null)[] = [];
  for (const task of tasks) {
    const through = await new Promise<number | null>((resolve, reject) => {
      const state = { dieAt: task.dieAt, points: 0, isDead: false, stand: () => resolve(null) };
      atWork.run(state, () => carryOut(task)).then(() => resolve(state.points), reject);
    });
    passed.push(through);
  }
  process.stdout.write(JSON.stringify(passed), () => process.kill(process.pid, "SIGKILL"));
}

/** The text of what `Client.query` of pg was given. */
export const textOf = (query: unknown): string =>
  (typeof query === "string" ? query : ((query as { text?: string }).text ?? "")).trim().toLowerCase();
