import { Client } from "pg";
import { AppError } from "@/lib/platform/errors";
import { runSaga } from "@/lib/platform/saga/run-saga";
import { SmallJournal, smallStep } from "./small-saga";

/** A worker of the small saga: stands still at the first point that no process before it reached, and waits to be killed there. */
const [url, end] = process.argv.slice(2);
const client = new Client({ connectionString: url });
await client.connect();

const reach = async (point: string): Promise<void> => {
  const { rowCount } = await client.query("insert into small_points values ($1) on conflict do nothing", [point]);
  if (rowCount === 0) return;
  process.stdout.write("stands\n");
  await new Promise(() => setInterval(() => undefined, 1_000));
};
const ctx = { client, reach, signal: new AbortController().signal };
const refuse = (): Promise<never> => Promise.reject(new AppError("impossible", "c cannot be made."));
const last = end === "fails" ? smallStep("c", { run: refuse }) : smallStep("c");
const plan = [smallStep("a"), smallStep("b"), last];
await runSaga({ saga: { name: "small", plan }, ctx, journal: new SmallJournal(ctx) });
await client.end();
