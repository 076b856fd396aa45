import { mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { simpleParser } from "mailparser";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { GET, POST } from "@/app/n/[token]/route";
import { getLatest } from "@/lib/autopilot/nightshift/get-latest";
import { mailReport } from "@/lib/autopilot/nightshift/mail-report";
import { readRecommendationLink } from "@/lib/autopilot/nightshift/read-recommendation-link";
import { takeRecommendationLink } from "@/lib/autopilot/nightshift/take-recommendation-link";
import { createTestWorld, type Company, type TestWorld } from "../../../factories/test-world";
import { nightOf, seededCompany } from "../../../lib/autopilot/nightshift/nightshift-world";

let world: TestWorld;
let outbox: string;
let company: Company;
/** The links of the first recommendation, as the founder got them. */
let accept: string;
let dismiss: string;

beforeAll(async () => {
  outbox = await mkdtemp(join(tmpdir(), "outbox-"));
  world = await createTestWorld({ OUTBOX_DIR: outbox, TEST_MAILBOX_HOST: "127.0.0.1", TEST_MAILBOX_PORT: "2525" });
});
afterAll(async () => {
  await world.close();
  await rm(outbox, { recursive: true });
});
beforeEach(async () => {
  for (const file of await readdir(outbox)) await rm(join(outbox, file));
  ({ company } = await seededCompany(world));
  await nightOf(company);
  const { run } = await getLatest(company.owner, company);
  await mailReport(company.job, { projectId: company.projectId, runId: run?.id ?? "" });
  const [file = ""] = (await readdir(outbox)).filter((name) => name.endsWith(".eml"));
  const { text = "" } = await simpleParser(await readFile(join(outbox, file)));
  [accept = "", dismiss = ""] = [...text.matchAll(/\/n\/(\S+)/g)].map(([, token]) => token ?? "");
});

const call = (handler: typeof GET, token: string, init: RequestInit = {}): Promise<Response> =>
  handler(new Request(`http://localhost/n/${token}`, init), { params: Promise.resolve({ token }) });
const post = (token: string, body: string): Promise<Response> => {
  const headers = { "content-type": "application/x-www-form-urlencoded" };
  return call(POST, token, { method: "POST", headers, body });
};
const confirmationIn = (html: string): string => /name="confirm" value="(\w+)"/.exec(html)?.[1] ?? "";
const press = async (token: string): Promise<Response> =>
  post(token, `confirm=${confirmationIn(await (await call(GET, token)).text())}`);
const states = async (): Promise<string[]> =>
  (await getLatest(company.owner, company)).recommendations.map(({ state }) => state);

test("scanners that open each link, and post to it, decide nothing", async () => {
  for (const token of [accept, dismiss, accept]) {
    const response = await call(GET, token, { headers: { purpose: "prefetch", "user-agent": "SafeLinks" } });
    expect([response.status, await response.text()]).toEqual([200, expect.stringContaining("this recommendation?")]);
    expect((await post(token, "")).status).toBe(403);
    expect((await post(token, "confirm=yes")).status).toBe(403);
  }
  expect(await states()).toEqual(["open", "open", "open"]);
});

test("the button decides, once, as the person of the link", async () => {
  const response = await press(accept);
  expect([response.status, await response.text()]).toEqual([200, expect.stringContaining("It is accepted")]);
  const { rows } = await world.admin.query(
    "select state, decided_by from recommendations where project_id = $1 and state <> 'open'",
    [company.projectId],
  );
  expect(rows).toEqual([{ state: "accepted", decided_by: company.founder.user.userId }]);
  const [line] = (await world.ledger(company.workspaceId)).filter(({ event_type }) => event_type === "task.accepted");
  expect(line?.actor_type).toBe("user");
  for (const token of [accept, dismiss])
    expect(await (await call(GET, token)).text()).toContain("nothing to decide here any more");
  const html = await (await call(GET, dismiss)).text();
  expect(confirmationIn(html)).toBe("");
  const forged = { token: dismiss, confirmation: "x" };
  await expect(takeRecommendationLink(world.system(), forged)).rejects.toMatchObject({ code: "link.unconfirmed" });
});

test("a link of another kind, an expired one, and one of a person who left lead nowhere; one who may not decide is refused", async () => {
  expect((await call(GET, `${accept.slice(0, -2)}xx`)).status).toBe(404);
  const late = { ...world.system(), now: () => new Date(Date.now() + 80 * 3_600_000) };
  expect(await readRecommendationLink(late, accept)).toBeNull();
  const { workspaceId, founder } = company;
  const values = [workspaceId, founder.user.userId];
  await world.admin.query(
    "update user_workspaces set role = 'viewer' where workspace_id = $1 and user_id = $2",
    values,
  );
  expect((await press(dismiss)).status).toBe(403);
  await world.admin.query("delete from user_workspaces where workspace_id = $1 and user_id = $2", values);
  expect((await call(GET, dismiss)).status).toBe(404);
  const { rows } = await world.admin.query("select distinct state from recommendations where workspace_id = $1", [
    workspaceId,
  ]);
  expect(rows).toEqual([{ state: "open" }]);
});

test("the dismissal of a link keeps the matter away like any other", async () => {
  const response = await press(dismiss);
  expect([response.status, await response.text()]).toEqual([200, expect.stringContaining("It is dismissed")]);
  expect((await states()).filter((state) => state === "dismissed")).toHaveLength(1);
});
