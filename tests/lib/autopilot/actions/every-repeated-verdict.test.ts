import { createHash, randomBytes } from "node:crypto";
import { readdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { ACTIONS } from "@/lib/autopilot/actions/registry";
import type { Verdict } from "@/lib/company/approvals/schemas";
import { saveIntegration } from "@/lib/company/integrations/save-integration";
import { listMailThreads } from "@/lib/company/mail/list-mail-threads";
import { hostedName } from "@/lib/company/publishing/asset-site";
import { getReceipt } from "@/lib/company/receipts/get-receipt";
import type { ReceiptCheck } from "@/lib/company/receipts/schemas";
import { env } from "@/lib/platform/env";
import { uploaded } from "../../../factories/assets";
import { campaignIn } from "../../../factories/campaigns";
import { carriedOut, look } from "../../../factories/carried-out";
import { createMailWorld, rawMail, type MailWorld } from "../../../factories/mail-world";
import type { Company } from "../../../factories/test-world";
import { fakeGithub, GITHUB_TOKEN, type FakeGithub } from "../../../fakes/github";
import { fakeMeta, META_TOKEN, type FakeMeta } from "../../../fakes/meta";

let world: MailWorld;
let company: Company;
let github: FakeGithub;
let meta: FakeMeta;
beforeAll(async () => {
  [github, meta] = await Promise.all([fakeGithub(), fakeMeta()]);
  world = await createMailWorld({
    LOCAL_MODE: "true",
    PROJECT_INTEGRATION_ENCRYPTION_KEY: randomBytes(32).toString("hex"),
    GITHUB_API_URL: github.url,
    META_API_URL: meta.url,
  });
  company = await world.company();
  const { owner, projectId } = company;
  const of = { projectId, enabled: true };
  await saveIntegration(owner, { ...of, provider: "github", config: { token: GITHUB_TOKEN, owner: "acme" } });
  await saveIntegration(owner, {
    ...of,
    provider: "meta",
    config: { access_token: META_TOKEN, ad_account_id: "act_1" },
  });
});
afterAll(async () => {
  await world.close();
  await Promise.all([github.close(), meta.close()]);
});

type Recorded = {
  contract: Record<string, unknown>;
  observed: Record<string, unknown>;
  evidence: string;
};
type Case = {
  payload: () => Promise<Record<string, unknown>>;
  /** Makes the claim untrue. */
  spoil: (payload: Record<string, unknown>) => Promise<unknown>;
  /** The verdict that follows from the kept record alone, by a rule of this test. */
  judge: (of: Recorded) => boolean;
};
const sorted = (list: unknown): string[] => (list as string[]).toSorted();
const hash = (text: string | Buffer): string => createHash("sha256").update(text).digest("hex");
const answered = ({ evidence }: Recorded): number => Number(evidence.slice(0, 3));

let written = 0;
const outbox = (): string => join(env().GREENLIGHT_HOME, "outbox");
async function changeEmail(word: string): Promise<void> {
  const names = (await readdir(outbox())).filter((name) => name.endsWith(".eml"));
  for (const name of names) {
    const text = await readFile(join(outbox(), name), "utf8");
    if (text.includes(word)) await writeFile(join(outbox(), name), text.replace(word, "Never"));
  }
}
const judgeEmail: Case["judge"] = ({ contract, observed }) =>
  observed["found"] !== false &&
  String(sorted(observed["recipients"])) === String(sorted([contract["to"], contract["cc"], contract["bcc"]].flat())) &&
  observed["body_sha256"] === contract["body_sha256"] &&
  String(observed["attachments"]) ===
    String((contract["attachments"] as { sha256: string }[]).map(({ sha256 }) => sha256)) &&
  observed["event"] === "accepted";

const judgeCampaign: Case["judge"] = ({ contract, evidence }) =>
  (JSON.parse(evidence) as { status: string }).status === contract["status"];
const setCampaign =
  (status: string) =>
  ({ campaign_id: id }: Record<string, unknown>) =>
    world.admin.query("update campaigns set status = $2 where id = $1", [id, status]);
const campaignOf = async (status: "active" | "paused") => ({
  campaign_id: (await campaignIn(world, company, status)).campaignId,
});

const repositoryOf = (name: string): string => {
  github.push(`acme/${name}`, "main", { "README.md": "hello" });
  return `acme/${name}`;
};
const FILES = [{ path: "docs/hello.md", content: "Hello" }];
const sneakIn = async ({ repository, branch = "main" }: Record<string, unknown>): Promise<void> => {
  const at = github.repository(String(repository));
  const commit = at.commits.get(at.refs.get(String(branch)) ?? "");
  at.trees.get(commit?.tree ?? "")?.set("sneaked-in.md", "0".repeat(40));
};
const judgeCommit: Case["judge"] = ({ observed, evidence }) =>
  observed["reachable"] === true &&
  observed["files_sha256"] === hash(evidence) &&
  observed["files_sha256"] === observed["approved_sha256"];

const PRICES = Buffer.from(`plan;price\n${"Starter;19\nTeam;49\n".repeat(20)}`);
/** Replaces a file of the version that a site serves now, or adds it, and what the site says of that version. */
async function serve(
  site: string,
  { path, content, says = {} }: { path: string; content: string; says?: object },
): Promise<void> {
  const folder = join(env().GREENLIGHT_HOME, "sites", site);
  const current = JSON.parse(await readFile(join(folder, "current.json"), "utf8")) as { deployment: string };
  await writeFile(join(folder, "deployments", current.deployment, "files", path), content);
  await writeFile(join(folder, "current.json"), JSON.stringify({ ...current, ...says }));
}
async function upload(): Promise<{ asset_id: string; sha256: string }> {
  const bytes = Buffer.concat([PRICES, Buffer.from(`Plan ${++written};1\n`)]);
  const { assetId } = await uploaded(world, company, { name: "prices.csv", bytes, contentType: "text/csv" });
  return { asset_id: assetId, sha256: hash(bytes) };
}
const siteOf = ({ asset_id: id }: Record<string, unknown>): string => hostedName(String(id), company.projectId);

const CASES: Record<string, Case> = {
  "email.send": {
    payload: async () => ({
      to: ["lena@customer.example"],
      cc: ["ann@customer.example"],
      subject: "A call",
      text: "Monday?",
    }),
    spoil: () => changeEmail("Monday"),
    judge: judgeEmail,
  },
  "email.reply": {
    payload: async () => {
      const to = await world.address(company);
      await world.deliver(rawMail({ to }), to);
      await world.work(company);
      const [thread] = (await listMailThreads(company.owner, { projectId: company.projectId, limit: 1 })).data;
      return { thread_id: thread?.id, text: "Twenty euros." };
    },
    spoil: () => changeEmail("Twenty"),
    judge: judgeEmail,
  },
  "campaign.activate": { payload: () => campaignOf("paused"), spoil: setCampaign("paused"), judge: judgeCampaign },
  "campaign.pause": { payload: () => campaignOf("active"), spoil: setCampaign("active"), judge: judgeCampaign },
  "website.deploy": {
    payload: async () => ({ files: [{ path: "index.html", content: "<h1>Hello</h1>" }] }),
    spoil: () =>
      serve(`website-${company.projectId.replaceAll("-", "")}`, {
        path: "index.html",
        content: "<h1>Another</h1>",
        says: { marker: "0".repeat(64) },
      }),
    judge: (of) => answered(of) === 200 && of.evidence.includes(String(of.contract["marker"])),
  },
  "repository.commit": {
    payload: async () => ({ repository: repositoryOf("commits"), message: "Say hello", files: FILES }),
    spoil: sneakIn,
    judge: judgeCommit,
  },
  "repository.pull_request": {
    payload: async () => ({
      repository: repositoryOf("pulls"),
      branch: "greenlight/hello",
      title: "Hello",
      files: FILES,
    }),
    spoil: async () => Object.assign(github.repository("acme/pulls").pulls[0] ?? {}, { base: "release" }),
    judge: (of) => judgeCommit(of) && of.observed["head"] === of.observed["commit"] && of.observed["base"] === "main",
  },
  "ads.campaign_create": {
    payload: async () => ({
      name: "Launch",
      objective: "leads",
      budget_cents: 50_000,
      currency: "EUR",
      starts_at: "2026-12-01T00:00:00Z",
      ends_at: "2026-12-15T00:00:00Z",
    }),
    spoil: async () => Object.assign([...meta.campaigns.values()].at(-1) ?? {}, { lifetime_budget: "50001" }),
    judge: ({ contract, evidence }) => {
      const { status, budgetCents } = JSON.parse(evidence) as { status: string; budgetCents: number };
      return status === contract["status"] && budgetCents <= Number(contract["budget_cents"]);
    },
  },
  "asset.publish": {
    payload: upload,
    spoil: (payload) => serve(siteOf(payload), { path: "prices.csv", content: PRICES.toString().replace("19", "91") }),
    judge: (of) =>
      answered(of) === 200 && of.observed["sha256"] === of.contract["sha256"] && !("placeholder" in of.observed),
  },
  "asset.unpublish": {
    payload: async () => {
      const { asset_id, sha256 } = await upload();
      await carriedOut(company, "asset.publish", { asset_id, sha256 });
      return { asset_id };
    },
    spoil: (payload) => serve(siteOf(payload), { path: "prices.csv", content: PRICES.toString() }),
    judge: (of) => [404, 410].includes(answered(of)),
  },
};

test("each kind of action has its case here", () => {
  expect(Object.keys(CASES).toSorted()).toEqual(ACTIONS.map(({ kind }) => kind).toSorted());
});

test.each(Object.entries(CASES))(
  "%s: the verdict follows from its kept record alone, again and again, true or not",
  async (kind, { payload, spoil, judge }) => {
    const action = await payload();
    const { id, receipt } = await carriedOut(company, kind, action);
    const record = async (): Promise<ReceiptCheck[]> =>
      (await getReceipt(company.owner, { receiptId: receipt.id })).history;
    const contract = receipt.contract as Recorded["contract"];
    const judged = ({ observed, evidence }: ReceiptCheck): Verdict =>
      judge({ contract, observed: observed as Recorded["observed"], evidence }) ? "verified" : "contradicted";
    expect((await look(company, id, 700)).words).toBe(receipt.words);
    await spoil(action);
    await look(company, id, 1_000);
    const history = await record();
    expect(history.map(({ verdict }) => verdict)).toEqual(["contradicted", "verified", "verified"]);
    expect(history.map(judged)).toEqual(["contradicted", "verified", "verified"]);
    for (const { evidence } of history) expect(evidence).not.toBe("");
  },
);
