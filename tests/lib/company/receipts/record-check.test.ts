import { createHash } from "node:crypto";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { executeApproval } from "@/lib/autopilot/actions/execute-approval";
import type { Check } from "@/lib/company/approvals/define-action";
import { getReceipt } from "@/lib/company/receipts/get-receipt";
import { getTrace } from "@/lib/company/receipts/get-trace";
import { recordCheck } from "@/lib/company/receipts/record-check";
import { approved, createLab } from "../../../factories/lab-actions";
import { createTestWorld, type Company, type TestWorld } from "../../../factories/test-world";

let world: TestWorld;
let company: Company;
let receiptId: string;
const lab = createLab();
beforeAll(async () => {
  world = await createTestWorld();
  company = await world.company();
});
beforeEach(async () => {
  const { id: approvalId } = await approved(company, lab);
  await executeApproval(company.job, { approvalId, version: 1 }, lab.actions);
  receiptId = (await getTrace(company.owner, { approvalId })).receipt?.id ?? "";
});
afterAll(() => world.close());

const look = (check: Partial<Check>, nextCheckAt: string | null = null) =>
  recordCheck(company.job, {
    receiptId,
    check: { verdict: "verified", check: "page", words: "It is there.", observed: {}, evidence: "", ...check },
    nextCheckAt,
  });
const newest = async () => (await getReceipt(company.owner, { receiptId })).history[0];
const lines = async () =>
  (await world.ledger(company.workspaceId)).filter(({ data }) => data["receipt_id"] === receiptId);

test("a look is kept with its facts, its time, the hash of all that was seen, and the time of the next one", async () => {
  const evidence = "<h1>build-7f3a</h1>";
  const next = "2099-01-01T00:00:00.000Z";
  const receipt = await look({ evidence, observed: { status: 200 } }, next);
  expect(receipt).toMatchObject({ verdict: "verified", checks: 1, next_check_at: next });
  expect(await newest()).toMatchObject({
    name: "page",
    verdict: "verified",
    words: "It is there.",
    observed: { status: 200 },
    evidence,
    evidence_sha256: createHash("sha256").update(evidence).digest("hex"),
    checked_at: receipt.checked_at,
  });
});

test("of large evidence at most 64 KiB are kept, no secret in it is, and the hash stays that of the whole", async () => {
  const secret = "sk-proj-abcdefghijklmnopqrstuvwxyz0123456789";
  const evidence = `authorization: Bearer ${secret}\n${"ü".repeat(100_000)}\0`;
  await look({ evidence });
  const kept = await newest();
  expect(Buffer.byteLength(kept?.evidence ?? "")).toBeLessThanOrEqual(65_536);
  expect(kept?.evidence).not.toContain(secret);
  expect(kept?.evidence_sha256).toBe(createHash("sha256").update(evidence).digest("hex"));
});

test("a look that could not tell leaves the verdict, one that says the same is told once, and the earlier looks stay", async () => {
  await look({});
  await look({ verdict: "pending", words: "The page did not answer." });
  await look({});
  expect((await lines()).map(({ event_type }) => event_type)).toEqual(["receipt.verified"]);
  await look({ verdict: "contradicted", words: "It is gone." });
  expect((await lines()).map(({ event_type }) => event_type)).toEqual(["receipt.verified", "receipt.contradicted"]);
  const { history } = await getReceipt(company.owner, { receiptId });
  expect(history.map(({ verdict }) => verdict)).toEqual(["contradicted", "verified", "verified", "verified"]);
});
