import { mkdtemp, readdir, readFile as readBytes, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { simpleParser } from "mailparser";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { proposeAction } from "@/lib/autopilot/actions/propose-action";
import { listDeciders } from "@/lib/autopilot/nightshift/list-deciders";
import { readFacts } from "@/lib/autopilot/nightshift/read-facts";
import { doRun } from "@/lib/autopilot/recurring/do-run";
import { listRuns } from "@/lib/autopilot/recurring/list-runs";
import { runRecurring } from "@/lib/autopilot/recurring/run-recurring";
import { SendReport, WriteReport } from "@/lib/autopilot/reports/jobs";
import { reportHtml, reportText } from "@/lib/autopilot/reports/report-text";
import { sendReport } from "@/lib/autopilot/reports/send-report";
import { writeReport } from "@/lib/autopilot/reports/write-report";
import type { JsonObject } from "@/lib/company/approvals/schemas";
import { listAssets } from "@/lib/company/assets/list-assets";
import { readAsset } from "@/lib/company/assets/read-asset";
import { removeAsset } from "@/lib/company/assets/remove-asset";
import { createAssetWorld, type AssetWorld } from "../../../factories/assets";
import type { Company } from "../../../factories/test-world";
import { seededCompany } from "../nightshift/nightshift-world";
import { taskOf } from "../recurring/recurring-world";

let world: AssetWorld;
let outbox: string;
let company: Company;
let campaignId: string;
beforeAll(async () => {
  outbox = await mkdtemp(join(tmpdir(), "reports-"));
  world = await createAssetWorld({
    OUTBOX_DIR: outbox,
    TEST_MAILBOX_HOST: "127.0.0.1",
    TEST_MAILBOX_PORT: "1025",
    APP_URL: "https://greenlight.example",
  });
});
afterAll(async () => {
  await world.close();
  await rm(outbox, { recursive: true });
});
beforeEach(async () => {
  ({ company, campaignId } = await seededCompany(world));
  for (const file of await readdir(outbox)) await rm(join(outbox, file));
});

type Asked = { recurringId: string; recurringRunId: string };

/** A run of a report's task that has begun, with what its job was given. */
async function askFor(payload: JsonObject = {}): Promise<Asked> {
  const { owner, projectId, job, workspaceId } = company;
  const task = await taskOf(company, { title: "Weekly report", job_type: "reports.write_report", payload });
  const { run_id: runId } = await runRecurring(owner, { projectId, recurringId: task.id, even_if_paused: false });
  await doRun(job, { runId });
  const given = (await world.jobs(workspaceId)).filter(({ name }) => name === WriteReport.name);
  expect(given.map(({ data }) => data)).toContainEqual({
    ...{ workspaceId, projectId, recurringRunId: runId, days: 7, email: true },
    ...payload,
  });
  return { recurringId: task.id, recurringRunId: runId };
}
const runOf = async ({ recurringId }: Asked) => {
  const { owner, projectId } = company;
  return (await listRuns(owner, { projectId, recurringId, limit: 5 })).data[0];
};
const sendJobs = async () =>
  (await world.jobs(company.workspaceId)).filter(({ name }) => name === SendReport.name).map(({ data }) => data);
const files = async () => (await listAssets(company.owner, { projectId: company.projectId, limit: 10 })).data;
const emails = async () =>
  Promise.all(
    (await readdir(outbox))
      .filter((name) => name.endsWith(".eml"))
      .map(async (name) => simpleParser(await readBytes(join(outbox, name)))),
  );

test("a report is facts with the page of their rows, a file of the company, and the end of its run", async () => {
  const { owner, projectId, job } = company;
  const payload = { campaign_id: campaignId };
  const { id: approvalId } = await proposeAction(owner, { projectId, action_type: "campaign.pause", payload });
  const asked = await askFor();
  await writeReport(job, { projectId, recurringRunId: asked.recurringRunId, days: 7, email: true });
  const [file, ...more] = await files();
  expect(more).toEqual([]);
  expect(file).toMatchObject({ content_type: "text/markdown", name: expect.stringMatching(/^Report of .*\.md$/) });
  const text = String(await readAsset(owner, { projectId, assetId: file?.id ?? "", sha256: file?.sha256 ?? "" }));
  const base = `https://greenlight.example/companies/${projectId}`;
  expect(text).toContain("- Emails sent, 7 days: 100 (before: 0)");
  expect(text).toContain("- Visits, 7 days: not measured\n");
  expect(text).toContain(`${base}/approvals/${approvalId}`);
  expect(text).toContain("No check verified an action in the last 7 days.");
  expect(await runOf(asked)).toMatchObject({
    state: "finished",
    result: { summary: expect.stringContaining("is among the files"), links: [{ rel: "asset", id: file?.id }] },
  });
});

test("a job that is repeated leaves one file, one email for each member who decides, and one end of the run", async () => {
  const { projectId, job } = company;
  const asked = await askFor();
  const of = { projectId, recurringRunId: asked.recurringRunId, days: 7, email: true } as const;
  // The facts are those of an hour, and the next one may begin between the two.
  const began = new Date();
  const at = { ...job, now: () => began };
  await writeReport(at, of);
  await writeReport(at, of);
  const [file] = await files();
  expect(await files()).toHaveLength(1);
  const sending = { ...of, assetId: file?.id ?? "", sha256: file?.sha256 ?? "" };
  const { days: _days, email: _email, ...sent } = sending;
  expect(await sendJobs()).toEqual([{ workspaceId: company.workspaceId, ...sent }]);
  const people = await listDeciders(company.owner);
  expect(people.map(({ user_id }) => user_id)).toEqual([company.founder.user.userId]);
  expect(await sendReport(job, sent)).toBe(people.length);
  expect(await sendReport(job, sent)).toBe(people.length);
  const [email, ...others] = await emails();
  expect(others).toEqual([]);
  expect(email?.subject).toMatch(/^Report of /);
  expect(email?.text).toContain("Emails sent, 7 days: 100");
  expect(email?.html).toContain("Open its rows</a>");
});

test("without an email only the file is there, and a report that was removed goes to nobody", async () => {
  const { owner, projectId, job } = company;
  const quiet = await askFor({ days: 30, email: false });
  await writeReport(job, { projectId, recurringRunId: quiet.recurringRunId, days: 30, email: false });
  expect(await sendJobs()).toEqual([]);
  const [file] = await files();
  await removeAsset(owner, { projectId, assetId: file?.id ?? "" });
  const sent = { projectId, recurringRunId: quiet.recurringRunId, assetId: file?.id ?? "", sha256: file?.sha256 ?? "" };
  expect(await sendReport(job, sent)).toBe(0);
  expect(await emails()).toEqual([]);
});

test("a report that cannot be written fails its run with the reason, and none is written by those who may only read", async () => {
  const asked = await askFor();
  const elsewhere = await world.company();
  const of = { recurringRunId: asked.recurringRunId, days: 7, email: true } as const;
  await writeReport(company.job, { ...of, projectId: elsewhere.projectId });
  expect(await runOf(asked)).toMatchObject({ state: "failed", result: { ok: false } });
  expect(await sendJobs()).toEqual([]);
  const refused = { code: "permission.missing" };
  await expect(writeReport(company.viewer, { ...of, projectId: company.projectId })).rejects.toMatchObject(refused);
});

test("verified actions of its days stand under “happened”, and contradicted claims apart", async () => {
  const { owner, projectId } = company;
  const facts = await readFacts(owner, { projectId });
  const hoursAgo = (hours: number): string => new Date(Date.parse(facts.at) - hours * 3_600_000).toISOString();
  const seen = {
    ...facts,
    verified: [
      { id: "11111111-0000-4000-8000-000000000001", title: "Publish the <b>page</b>", at: hoursAgo(5) },
      { id: "11111111-0000-4000-8000-000000000002", title: "Send an old email", at: hoursAgo(48) },
    ],
    contradicted: [{ id: "11111111-0000-4000-8000-000000000003", title: "Pause it", approvalId: null }],
  };
  const { text } = reportText({ facts: seen, company: "Bakers\n# Ltd", days: 1, base: "https://x.example/c" });
  const [, happened = "", notTrue = ""] = text.split("## ");
  expect(happened).toContain("“Publish the <b>page</b>” was carried out");
  expect(happened).toContain("https://x.example/c/receipts/11111111-0000-4000-8000-000000000001");
  expect(text).not.toContain("Send an old email");
  expect(notTrue).toContain("“Pause it” was claimed, and a check contradicts it.");
  expect(text.split("\n")[0]).toMatch(/^# Report of Bakers # Ltd, /);
  expect(reportHtml(text)).toContain("“Publish the &lt;b&gt;page&lt;/b&gt;”");
  expect(reportText({ facts: seen, company: "Bakers\n# Ltd", days: 1, base: "https://x.example/c" }).text).toBe(text);
});
