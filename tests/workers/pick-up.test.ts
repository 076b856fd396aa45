import { afterAll, beforeAll, expect, test } from "vitest";
import { proposeAction } from "@/lib/autopilot/actions/propose-action";
import { decideApproval } from "@/lib/company/approvals/decide-approval";
import { startWorkers, stopWorkers } from "@/workers/start";
import { createMailWorld, type MailWorld } from "../factories/mail-world";
import type { Company } from "../factories/test-world";

let world: MailWorld;
let company: Company;
beforeAll(async () => {
  world = await createMailWorld({ LOCAL_MODE: "true" });
  company = await world.company();
  await startWorkers();
});
afterAll(async () => {
  await stopWorkers();
  await world.close();
});

const ACTIONS = 6;
/** Longer than the queue takes to look at a job once that nothing calls for it. */
const LEFT_MS = 3_000;

test("an approved action begins soon after the end of its undo window, which no message of the queue announces", async () => {
  const { owner, projectId, workspaceId } = company;
  for (let n = 0; n < ACTIONS; n += 1) {
    const payload = { to: [`lena${n}@customer.example`], subject: "A call", text: "Hello" };
    const proposed = await proposeAction(owner, { projectId, action_type: "email.send", payload });
    const { id: approvalId, version, undo_window_seconds: seconds } = proposed;
    const before = { ...owner, now: () => new Date(Date.now() + LEFT_MS - seconds * 1000) };
    await decideApproval(before, { approvalId, version, decision: "approved", via: "app" });
  }
  const waited = async (): Promise<number[]> => {
    const { rows } = await world.admin.query<{ waited: number }>(
      `select extract(epoch from e.started_at - a.not_before)::float8 as waited
       from action_executions e join approvals a on a.id = e.approval_id where e.workspace_id = $1`,
      [workspaceId],
    );
    return rows.map((row) => row.waited);
  };
  await expect.poll(waited, { timeout: 60_000, interval: 250 }).toHaveLength(ACTIONS);
  const seconds = await waited();
  expect(Math.min(...seconds)).toBeGreaterThanOrEqual(0);
  // Two seconds on a machine with nothing else to do (bench/approvals.ts); the queue's own interval is ten.
  expect(Math.max(...seconds)).toBeLessThan(10);
});
