import { readFile, readdir } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { checkReceipt } from "@/lib/autopilot/actions/check-receipt";
import { proposeAction } from "@/lib/autopilot/actions/propose-action";
import { decideApproval } from "@/lib/company/approvals/decide-approval";
import { getApproval } from "@/lib/company/approvals/get-approval";
import { listReceipts } from "@/lib/company/receipts/list-receipts";
import { executeInContext } from "@/lib/operations/runtimes/execute-in-context";
import { runtimeName } from "@/lib/operations/runtimes/names";
import { openRuntimeSecrets } from "@/lib/operations/runtimes/open-runtime-secrets";
import { runInContext } from "@/lib/operations/runtimes/run-in-context";
import { env } from "@/lib/platform/env";
import { selectAppHosting } from "@/lib/providers/hosting/select";
import { wantedTarget } from "@/lib/providers/runtime-target";
import { jobCtx, type Company } from "../../../factories/test-world";
import { attemptsOf, waitingRun } from "./dedicated";
import { openGateway, type Gateway } from "./gateway";
import type { RuntimeWorld } from "./runtime-world";

export type Dedicated<W extends RuntimeWorld> = { world: W; gateway: Gateway; company: Company };

/** A company whose work runs in its own runtime, which reaches Greenlight's true routes; ready once the tests of the file begin. */
export function openDedicated<W extends RuntimeWorld>(open: (gatewayUrl: string) => Promise<W>): Dedicated<W> {
  const at = {} as Dedicated<W>;
  beforeAll(async () => {
    at.gateway = await openGateway();
    at.world = await open(at.gateway.url);
    at.company = await at.world.company();
    await at.world.dedicate(at.company);
  }, 400_000);
  afterAll(async () => {
    await at.world.close();
    await at.gateway.close();
  });
  return at;
}

export const HELLO = { to: ["lena@customer.example"], subject: "A call", text: "Hello Lena" };
export const PAGE = { files: [{ path: "index.html", content: "<!doctype html><title>Acme</title><h1>Acme</h1>" }] };

type Approved = { approvalId: string; version: number };

/** An action of a company that was approved, with the undo window over. */
export async function approved({ owner, projectId }: Company, kind: string, payload: object): Promise<Approved> {
  const wanted = { projectId, action_type: kind, payload } as Parameters<typeof proposeAction>[1];
  const { id: approvalId, version } = await proposeAction(owner, wanted);
  const earlier = { ...owner, now: () => new Date(Date.now() - 31_000) };
  await decideApproval(earlier, { approvalId, version, decision: "approved", via: "app" });
  return { approvalId, version };
}

export const stateOf = async ({ owner }: Company, { approvalId }: Approved): Promise<string> =>
  (await getApproval(owner, { approvalId })).state;

export async function verdictOf({ owner, projectId }: Company, { approvalId }: Approved): Promise<string> {
  const { data } = await listReceipts(owner, { projectId, limit: 200 });
  const receiptId = data.find(({ approval_id }) => approval_id === approvalId)?.id ?? "";
  const later = { ...jobCtx(owner), now: () => new Date(Date.now() + 60_000) };
  return (await checkReceipt(later, { receiptId })).verdict;
}

async function emails(): Promise<number> {
  const outbox = join(env().GREENLIGHT_HOME, "outbox");
  const files = await readdir(outbox).catch(() => []);
  const texts = await Promise.all(files.map((file) => readFile(join(outbox, file), "utf8")));
  return texts.filter((text) => text.includes("lena@customer.example")).length;
}

/** How many lines of these types the company's ledger has; told by difference, so that a test may follow another one. */
async function linesOf({ world, company }: Dedicated<RuntimeWorld>): Promise<(type: string) => number> {
  const lines = await world.ledger(company.workspaceId);
  return (type) => lines.filter(({ event_type }) => event_type === type).length;
}

/** Work of a company whose own runtime does it (target F3), the same wherever that runtime is. The last test takes the runtime away. */
export function testOrders(at: Dedicated<RuntimeWorld>): void {
  test("a dedicated company's email, website and scheduled task go through its own runtime, with its own token, once, each with a receipt", async () => {
    const { company, gateway, world } = at;
    const [before, sent] = [await linesOf(at), await emails()];
    for (const [kind, payload] of [
      ["email.send", HELLO],
      ["website.deploy", PAGE],
    ] as const) {
      const asked = gateway.asked.length;
      const of = await approved(company, kind, payload);
      await executeInContext(company.job, of);
      expect(gateway.asked.slice(asked)).toMatchObject([{ status: 200 }]);
      expect(await stateOf(company, of)).toBe("executed");
      expect(await verdictOf(company, of)).toBe("verified");
    }
    const asked = gateway.asked.length;
    const runId = await waitingRun(world, company);
    await runInContext(company.job, { runId });
    expect(await attemptsOf(world, runId)).toBe(1);
    expect(gateway.asked.slice(asked)).toMatchObject([{ status: 200 }]);
    const { gateway_token: own } = await openRuntimeSecrets({ ...company.job, projectId: company.projectId });
    expect(gateway.asked.at(-1)?.token).toBe(`Bearer ${own}`);
    expect(await emails()).toBe(sent + 1);
    const after = await linesOf(at);
    expect(after("runtime.worked") - before("runtime.worked")).toBe(3);
    expect(after("runtime.passed_over") - before("runtime.passed_over")).toBe(0);
  });

  test("an order is done once: repeated by the runtime's token it is refused, and so is a token that no runtime has", async () => {
    const [last] = at.gateway.asked.slice(-1);
    const again = (authorization: string): Promise<Response> =>
      fetch(new URL("/api/runtime/orders", at.gateway.url), {
        method: "POST",
        headers: { authorization, "content-type": "application/json" },
        body: last?.body ?? "",
      });
    const repeated = await again(last?.token ?? "");
    expect([repeated.status, await repeated.json()]).toMatchObject([409, { code: "runtime.order_passed" }]);
    const foreign = await again("Bearer nobody");
    expect([foreign.status, await foreign.json()]).toMatchObject([401, { code: "instance.unknown" }]);
  });

  test("a flip while the order is under way: the runtime is refused, and the work is done here, once", async () => {
    const { company, gateway, world } = at;
    gateway.before = async () => {
      await world.admin.query(
        "update project_runtime_instances set mode = 'shared', epoch = epoch + 1 where project_id = $1",
        [company.projectId],
      );
    };
    const [before, sent] = [await linesOf(at), await emails()];
    const of = await approved(company, "email.send", { ...HELLO, subject: "Another call" });
    await executeInContext(company.job, of);
    gateway.before = async () => undefined;
    expect(gateway.asked.at(-1)).toMatchObject({ status: 409 });
    expect(await stateOf(company, of)).toBe("executed");
    expect(await emails()).toBe(sent + 1);
    expect((await linesOf(at))("runtime.passed_over") - before("runtime.passed_over")).toBe(1);
    await world.admin.query(
      "update project_runtime_instances set mode = 'dedicated', epoch = epoch + 1 where project_id = $1",
      [company.projectId],
    );
  });

  test("a runtime that is not there is passed over: the work is done here, and nothing is lost", async () => {
    const { company } = at;
    await selectAppHosting(wantedTarget()).remove(runtimeName(company.projectId), company.job.signal);
    const [before, sent] = [await linesOf(at), await emails()];
    const of = await approved(company, "email.send", { ...HELLO, subject: "A third call" });
    await executeInContext(company.job, of);
    expect(await stateOf(company, of)).toBe("executed");
    expect(await emails()).toBe(sent + 1);
    expect((await linesOf(at))("runtime.passed_over") - before("runtime.passed_over")).toBe(1);
  });
}
