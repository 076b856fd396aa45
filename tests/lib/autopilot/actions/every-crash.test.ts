import { randomBytes } from "node:crypto";
import { mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { checkReceipt } from "@/lib/autopilot/actions/check-receipt";
import { executeApproval } from "@/lib/autopilot/actions/execute-approval";
import { proposeAction } from "@/lib/autopilot/actions/propose-action";
import { ACTIONS } from "@/lib/autopilot/actions/registry";
import { resolveExecution } from "@/lib/autopilot/actions/resolve-execution";
import { decideApproval } from "@/lib/company/approvals/decide-approval";
import type { AnyAction } from "@/lib/company/approvals/define-action";
import { getApproval } from "@/lib/company/approvals/get-approval";
import { retryExecution } from "@/lib/company/approvals/retry-execution";
import type { JsonObject } from "@/lib/company/approvals/schemas";
import { saveIntegration } from "@/lib/company/integrations/save-integration";
import { listReceipts } from "@/lib/company/receipts/list-receipts";
import { env } from "@/lib/platform/env";
import { noteIn, takenBy } from "../../../factories/file-board";
import { createMailWorld, type MailWorld } from "../../../factories/mail-world";
import { bundleProgram, type CrashBundle } from "../../../support/crash-bundle";
import { ResendServer } from "../../../support/resend-server";
import { jobCtx, type Company, type JobCtx } from "../../../factories/test-world";

let folder: string;
let program: CrashBundle;
let board: string;
let world: MailWorld;
let company: Company;
let actions: readonly AnyAction[];
/** It ignores idempotency keys: a request that is repeated is another email. */
const resend = Object.assign(new ResendServer(), { honoursKeys: false });
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "crash-"));
  board = join(folder, "board");
  world = await createMailWorld({
    LOCAL_MODE: "true",
    RESEND_API_URL: await resend.start(),
    PROJECT_INTEGRATION_ENCRYPTION_KEY: randomBytes(32).toString("hex"),
  });
  company = await world.company();
  actions = [...ACTIONS, noteIn(board)];
  program = await bundleProgram("tests/support/crash-child.ts");
});
afterAll(async () => {
  await program.remove();
  await rm(folder, { recursive: true, force: true });
  resend.stop();
  await world.close();
});

let written = 0;
const EMAIL = (name: string): JsonObject => ({
  to: [`${name}@customer.example`],
  subject: "A call",
  text: "Hello Lena",
});
const PAYLOADS: Record<string, (name: string) => JsonObject> = {
  "lab.note": (name) => ({ text: name }),
  "email.send": EMAIL,
};
type Approved = { id: string; name: string };
async function approved(kind: string): Promise<Approved> {
  const { owner, projectId } = company;
  const name = `lena${++written}`;
  const wanted = { projectId, action_type: kind, payload: PAYLOADS[kind]?.(name) ?? {} };
  const { id, version } = await proposeAction(owner, wanted, actions);
  const earlier = { ...owner, now: () => new Date(Date.now() - 31_000) };
  await decideApproval(earlier, { approvalId: id, version, decision: "approved", via: "app" });
  return { id, name };
}

const later = (minutes: number): JobCtx => ({
  ...jobCtx(company.owner),
  now: () => new Date(Date.now() + minutes * 60_000),
});
const detail = (approvalId: string) => getApproval(company.owner, { approvalId });
const execute = (approvalId: string) => executeApproval(jobCtx(company.owner), { approvalId, version: 1 }, actions);
const receiptOf = async (approvalId: string) =>
  (await listReceipts(company.owner, { projectId: company.projectId, limit: 200 })).data.find(
    ({ approval_id }) => approval_id === approvalId,
  );

/** How many times the provider did it. */
async function effects({ id, name }: Approved): Promise<number> {
  const notes = (await takenBy(board)).filter((line) => line.startsWith(id)).length;
  const outbox = join(env().GREENLIGHT_HOME, "outbox");
  const files = (await readdir(outbox).catch(() => [])).filter((file) => file.endsWith(".eml"));
  const sent = await Promise.all(files.map((file) => readFile(join(outbox, file), "utf8")));
  const byResend = resend.emails.filter(({ key }) => key.startsWith(id)).length;
  return notes + byResend + sent.filter((text) => text.includes(`${name}@customer.example`)).length;
}

/** Does the work of the queue after a worker died: the job again, and the look-ups that follow, a quarter of an hour long. */
async function resolved({ id }: Approved): Promise<string> {
  await execute(id);
  for (const minutes of [0, 4, 16]) await resolveExecution(later(minutes), { approvalId: id }, actions);
  return (await detail(id)).state;
}

/** The founder's next try of what certainly did not happen. */
async function again({ id }: Approved): Promise<void> {
  await retryExecution(company.owner, { approvalId: id });
  await execute(id);
}

/** The deaths that one process dies. */
const TOGETHER = 8;

type Meeting<Thing> = {
  job: "execute" | "check";
  /** Something that a job waits for, which is named. */
  begin(): Promise<Thing>;
  /** After the process was killed. */
  goOn(thing: Thing, dieAt: number): Promise<void>;
};

/** Lets a fresh thing meet a death at each point until one gets through; the points that it passed. */
async function throughEveryPoint<Thing extends { taskId: string }>({
  job,
  begin,
  goOn,
}: Meeting<Thing>): Promise<number> {
  for (let first = 1; ; first += TOGETHER) {
    const things: (Thing & { dieAt: number })[] = [];
    for (let dieAt = first; dieAt < first + TOGETHER; dieAt += 1) things.push({ ...(await begin()), dieAt });
    const passed = await program.dieTogether(
      things.map(({ taskId: id, dieAt }) => ({ job, workspaceId: company.workspaceId, id, board, dieAt })),
    );
    for (const thing of things) await goOn(thing, thing.dieAt);
    const through = passed.find((points) => points !== null);
    if (through !== undefined && through !== null) return through;
  }
}

/** The company's own account at Resend, from now on. */
async function connectResend(): Promise<void> {
  await saveIntegration(company.owner, {
    projectId: company.projectId,
    provider: "resend",
    enabled: true,
    config: { api_key: "re_own_key", from: "hello@acme.example" },
  });
}

test.each([
  ["lab.note", "a file"],
  ["email.send", "the outbox"],
  ["email.send", "a provider that ignores our key"],
] as const)(
  "%s to %s, killed at any point of the executor: the outcome is found out, and it is done once in the end",
  { timeout: 600_000 },
  async (kind, to) => {
    if (to === "a provider that ignores our key") await connectResend();
    const states = new Set<string>();
    const doneAtDeath = new Set<number>();
    const points = await throughEveryPoint({
      job: "execute",
      begin: async () => {
        const one = await approved(kind);
        return { ...one, taskId: one.id };
      },
      goOn: async (one, dieAt) => {
        const done = await effects(one);
        doneAtDeath.add(done);
        const state = await resolved(one);
        states.add(state);
        const settled = await effects(one);
        if (state === "failed") await again(one);
        expect(done === 1 ? ["executed"] : ["executed", "failed"], `point ${dieAt}`).toContain(state);
        expect({ dieAt, settled, finally: await effects(one) }).toEqual({
          dieAt,
          settled: state === "executed" ? 1 : 0,
          finally: 1,
        });
      },
    });
    expect(points).toBeGreaterThan(5);
    expect(doneAtDeath).toEqual(new Set([0, 1]));
    expect(states).toEqual(new Set(["executed", "failed"]));
  },
);

test(
  "an email's check, killed at any point of the checker: the next look gives the one verdict, told once",
  { timeout: 600_000 },
  async () => {
    const points = await throughEveryPoint({
      job: "check",
      begin: async () => {
        const one = await approved("email.send");
        await execute(one.id);
        return { ...one, taskId: (await receiptOf(one.id))?.id ?? "" };
      },
      goOn: async ({ taskId: receiptId, ...one }, dieAt) => {
        const receipt = await checkReceipt(jobCtx(company.owner), { receiptId }, actions);
        const told = (await world.ledger(company.workspaceId)).filter(
          ({ event_type, data }) => event_type === "receipt.verified" && data["approval_id"] === one.id,
        );
        const { state } = await detail(one.id);
        expect({ dieAt, verdict: receipt.verdict, state, told: told.length, effects: await effects(one) }).toEqual({
          dieAt,
          verdict: "verified",
          state: "verified",
          told: 1,
          effects: 1,
        });
      },
    });
    expect(points).toBeGreaterThan(7);
  },
);
