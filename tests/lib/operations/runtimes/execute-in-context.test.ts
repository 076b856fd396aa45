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
import { env } from "@/lib/platform/env";
import { selectAppHosting } from "@/lib/providers/hosting/select";
import { jobCtx, type Company } from "../../../factories/test-world";
import { openGateway, type Gateway } from "./gateway";
import { createRuntimeWorld, type RuntimeWorld } from "./runtime-world";

let world: RuntimeWorld;
let gateway: Gateway;
let company: Company;
beforeAll(async () => {
  gateway = await openGateway();
  world = await createRuntimeWorld(gateway.url);
  company = await world.company();
  await world.dedicate(company);
});
afterAll(async () => {
  await world.close();
  await gateway.close();
});

const HELLO = { to: ["lena@customer.example"], subject: "A call", text: "Hello Lena" };
const PAGE = { files: [{ path: "index.html", content: "<!doctype html><title>Acme</title><h1>Acme</h1>" }] };

/** Approved, with the undo window over. */
async function approved(kind: string, payload: object): Promise<{ approvalId: string; version: number }> {
  const { owner, projectId } = company;
  const wanted = { projectId, action_type: kind, payload } as Parameters<typeof proposeAction>[1];
  const { id: approvalId, version } = await proposeAction(owner, wanted);
  const earlier = { ...owner, now: () => new Date(Date.now() - 31_000) };
  await decideApproval(earlier, { approvalId, version, decision: "approved", via: "app" });
  return { approvalId, version };
}
const stateOf = async (approvalId: string): Promise<string> => (await getApproval(company.owner, { approvalId })).state;
async function verdictOf(approvalId: string): Promise<string> {
  const { owner, projectId } = company;
  const { data } = await listReceipts(owner, { projectId, limit: 200 });
  const receiptId = data.find(({ approval_id }) => approval_id === approvalId)?.id ?? "";
  const later = { ...jobCtx(owner), now: () => new Date(Date.now() + 60_000) };
  return (await checkReceipt(later, { receiptId })).verdict;
}
const told = async (type: string): Promise<number> =>
  (await world.ledger(company.workspaceId)).filter(({ event_type }) => event_type === type).length;
async function emails(): Promise<number> {
  const outbox = join(env().GREENLIGHT_HOME, "outbox");
  const files = await readdir(outbox).catch(() => []);
  const texts = await Promise.all(files.map((file) => readFile(join(outbox, file), "utf8")));
  return texts.filter((text) => text.includes("lena@customer.example")).length;
}

test("a dedicated company's email and website go through its own runtime, with its own token, once, each with a receipt", async () => {
  for (const [kind, payload] of [
    ["email.send", HELLO],
    ["website.deploy", PAGE],
  ] as const) {
    const before = gateway.asked.length;
    const of = await approved(kind, payload);
    await executeInContext(company.job, of);
    expect(gateway.asked.slice(before)).toMatchObject([{ status: 200 }]);
    expect(await stateOf(of.approvalId)).toBe("executed");
    expect(await verdictOf(of.approvalId)).toBe("verified");
  }
  expect(await emails()).toBe(1);
  expect(await told("runtime.worked")).toBe(2);
  expect(await told("runtime.passed_over")).toBe(0);
});

test("an order is done once: repeated by the runtime's token it is refused, and so is a token that no runtime has", async () => {
  const [last] = gateway.asked.slice(-1);
  const again = (authorization: string): Promise<Response> =>
    fetch(new URL("/api/runtime/orders", gateway.url), {
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
  gateway.before = async () => {
    await world.admin.query(
      "update project_runtime_instances set mode = 'shared', epoch = epoch + 1 where project_id = $1",
      [company.projectId],
    );
  };
  const [sent, of] = [await emails(), await approved("email.send", { ...HELLO, subject: "Another call" })];
  await executeInContext(company.job, of);
  gateway.before = async () => undefined;
  expect(gateway.asked.at(-1)).toMatchObject({ status: 409 });
  expect(await stateOf(of.approvalId)).toBe("executed");
  expect(await emails()).toBe(sent + 1);
  expect(await told("runtime.passed_over")).toBe(1);
  await world.admin.query(
    "update project_runtime_instances set mode = 'dedicated', epoch = epoch + 1 where project_id = $1",
    [company.projectId],
  );
});

test("a runtime that is not there is passed over: the work is done here, and nothing is lost", async () => {
  await selectAppHosting("local").remove(runtimeName(company.projectId), company.job.signal);
  const [sent, of] = [await emails(), await approved("email.send", { ...HELLO, subject: "A third call" })];
  await executeInContext(company.job, of);
  expect(await stateOf(of.approvalId)).toBe("executed");
  expect(await emails()).toBe(sent + 1);
  expect(await told("runtime.passed_over")).toBe(2);
});

test("a company on the shared runtime is served here alone, and a viewer may not", async () => {
  const [asked, dedicated] = [gateway.asked.length, company];
  company = await world.company();
  const of = await approved("email.send", HELLO);
  await executeInContext(company.job, of);
  expect(await stateOf(of.approvalId)).toBe("executed");
  expect(gateway.asked).toHaveLength(asked);
  const viewer = { ...company.viewer, signal: company.job.signal };
  await expect(executeInContext(viewer, of)).rejects.toMatchObject({ code: "permission.missing" });
  company = dedicated;
});
