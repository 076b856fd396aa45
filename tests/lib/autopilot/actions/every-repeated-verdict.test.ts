import { createHash } from "node:crypto";
import { afterAll, beforeAll, expect, test } from "vitest";
import { ACTIONS } from "@/lib/autopilot/actions/registry";
import type { Verdict } from "@/lib/company/approvals/schemas";
import { getReceipt } from "@/lib/company/receipts/get-receipt";
import type { ReceiptCheck } from "@/lib/company/receipts/schemas";
import { createActionWorld, type ActionWorld } from "../../../factories/action-world";
import { carriedOut, look } from "../../../factories/carried-out";

let of: ActionWorld;
beforeAll(async () => {
  of = await createActionWorld();
});
afterAll(() => of.close());

type Recorded = {
  contract: Record<string, unknown>;
  observed: Record<string, unknown>;
  evidence: string;
};
/** The verdict that follows from the kept record alone, by a rule of this test. */
type Judge = (recorded: Recorded) => boolean;
const sorted = (list: unknown): string[] => (list as string[]).toSorted();
const hash = (text: string | Buffer): string => createHash("sha256").update(text).digest("hex");
const answered = ({ evidence }: Recorded): number => Number(evidence.slice(0, 3));

const judgeEmail: Judge = ({ contract, observed }) =>
  observed["found"] !== false &&
  String(sorted(observed["recipients"])) === String(sorted([contract["to"], contract["cc"], contract["bcc"]].flat())) &&
  observed["body_sha256"] === contract["body_sha256"] &&
  String(observed["attachments"]) ===
    String((contract["attachments"] as { sha256: string }[]).map(({ sha256 }) => sha256)) &&
  observed["event"] === "accepted";

const judgeCampaign: Judge = ({ contract, evidence }) =>
  (JSON.parse(evidence) as { status: string }).status === contract["status"];

const judgeCommit: Judge = ({ observed, evidence }) =>
  observed["reachable"] === true &&
  observed["files_sha256"] === hash(evidence) &&
  observed["files_sha256"] === observed["approved_sha256"];

const JUDGES: Record<string, Judge> = {
  "email.send": judgeEmail,
  "email.reply": judgeEmail,
  "campaign.activate": judgeCampaign,
  "campaign.pause": judgeCampaign,
  "website.deploy": (recorded) =>
    answered(recorded) === 200 && recorded.evidence.includes(String(recorded.contract["marker"])),
  "repository.commit": judgeCommit,
  "repository.pull_request": (recorded) =>
    judgeCommit(recorded) &&
    recorded.observed["head"] === recorded.observed["commit"] &&
    recorded.observed["base"] === "main",
  "ads.campaign_create": ({ contract, evidence }) => {
    const { status, budgetCents } = JSON.parse(evidence) as { status: string; budgetCents: number };
    return status === contract["status"] && budgetCents <= Number(contract["budget_cents"]);
  },
  "asset.publish": (recorded) =>
    answered(recorded) === 200 &&
    recorded.observed["sha256"] === recorded.contract["sha256"] &&
    !("placeholder" in recorded.observed),
  "asset.unpublish": (recorded) => [404, 410].includes(answered(recorded)),
};

test("each kind of action has its sample and its judge here", () => {
  const kinds = ACTIONS.map(({ kind }) => kind).toSorted();
  expect(Object.keys(JUDGES).toSorted()).toEqual(kinds);
  expect(Object.keys(of.samples).toSorted()).toEqual(kinds);
});

test.each(Object.entries(JUDGES))(
  "%s: the verdict follows from its kept record alone, again and again, true or not",
  async (kind, judge) => {
    const { company, samples } = of;
    const sample = samples[kind];
    if (!sample) throw new Error(`no sample of ${kind}`);
    const action = await sample.payload();
    const { id, receipt } = await carriedOut(company, kind, action);
    const record = async (): Promise<ReceiptCheck[]> =>
      (await getReceipt(company.owner, { receiptId: receipt.id })).history;
    const contract = receipt.contract as Recorded["contract"];
    const judged = ({ observed, evidence }: ReceiptCheck): Verdict =>
      judge({ contract, observed: observed as Recorded["observed"], evidence }) ? "verified" : "contradicted";
    expect((await look(company, id, 700)).words).toBe(receipt.words);
    await sample.spoil(action);
    await look(company, id, 1_000);
    const history = await record();
    expect(history.map(({ verdict }) => verdict)).toEqual(["contradicted", "verified", "verified"]);
    expect(history.map(judged)).toEqual(["contradicted", "verified", "verified"]);
    for (const { evidence } of history) expect(evidence).not.toBe("");
  },
);
