import { randomBytes } from "node:crypto";
import { afterAll, beforeAll, expect, test } from "vitest";
import { proposeAction } from "@/lib/autopilot/actions/propose-action";
import { saveIntegration } from "@/lib/company/integrations/save-integration";
import { approval, approvedAction, carriedOut, execute, look, lookUp } from "../../../../factories/carried-out";
import { createTestWorld, type Company, type TestWorld } from "../../../../factories/test-world";
import { fakeMeta, META_TOKEN, type FakeMeta } from "../../../../fakes/meta";

let meta: FakeMeta;
let world: TestWorld;
beforeAll(async () => {
  meta = await fakeMeta();
  world = await createTestWorld({
    PROJECT_INTEGRATION_ENCRYPTION_KEY: randomBytes(32).toString("hex"),
    META_API_URL: meta.url,
    LOCAL_MODE: "true",
  });
});
afterAll(async () => {
  await world.close();
  await meta.close();
});

const KIND = "ads.campaign_create";
const campaign = {
  name: "Launch",
  objective: "leads",
  budget_cents: 50_000,
  currency: "EUR",
  starts_at: "2026-12-01T00:00:00Z",
  ends_at: "2026-12-15T00:00:00Z",
};

async function connected(): Promise<Company> {
  const company = await world.company();
  const config = { access_token: META_TOKEN, ad_account_id: "act_1" };
  await saveIntegration(company.owner, { provider: "meta", config, enabled: true, projectId: company.projectId });
  return company;
}
const newest = (): Record<string, unknown> => [...meta.campaigns.values()].at(-1) ?? {};

test("a campaign is created paused with its whole budget, for the approved account and at most the approved cost", async () => {
  const company = await connected();
  const { id, receipt } = await carriedOut(company, KIND, campaign);
  expect(newest()).toMatchObject({ status: "PAUSED", lifetime_budget: "50000", objective: "OUTCOME_LEADS" });
  expect(await approval(company, id)).toMatchObject({ cost_cap_cents: 50_000, account_label: "act_1 (your Meta)" });
  expect(receipt).toMatchObject({ verdict: "verified" });
});

test.each([
  [{ effective_status: "ACTIVE" }, "contradicted"],
  [{ effective_status: "WITH_ISSUES" }, "contradicted"],
  [{ effective_status: "IN_PROCESS" }, "pending"],
  [{ lifetime_budget: "50001" }, "contradicted"],
])("a campaign that the checker finds with %j is %s", async (found, verdict) => {
  const company = await connected();
  const id = await approvedAction(company, KIND, campaign);
  await execute(company, id);
  Object.assign(newest(), found);
  expect(await look(company, id)).toMatchObject({ verdict });
});

test("Meta acts and dies: the campaign is found by its name and not made again", async () => {
  const company = await connected();
  const id = await approvedAction(company, KIND, campaign);
  meta.fail(({ method }) => method === "POST", "acts_and_dies");
  await execute(company, id);
  const before = meta.campaigns.size;
  await lookUp(company, id);
  expect(meta.campaigns.size).toBe(before);
  expect((await approval(company, id)).state).toBe("executed");
});

test("another currency than the account's makes nothing, and says which", async () => {
  const company = await connected();
  const id = await approvedAction(company, KIND, { ...campaign, currency: "USD" });
  const before = meta.campaigns.size;
  await execute(company, id);
  expect(meta.campaigns.size).toBe(before);
  const { state, executions } = await approval(company, id);
  expect(state).toBe("failed");
  expect(executions[0]?.words).toBe("The ad account is kept in EUR, and USD was approved.");
});

test("without Meta it cannot be proposed, and the refusal says what to connect", async () => {
  const { owner, projectId } = await world.company();
  const wanted = { projectId, action_type: KIND, payload: campaign };
  await expect(proposeAction(owner, wanted)).rejects.toMatchObject({ code: "integration.missing" });
  await saveIntegration(owner, { provider: "meta", config: { access_token: META_TOKEN }, enabled: true, projectId });
  await expect(proposeAction(owner, wanted)).rejects.toMatchObject({ code: "ads.no_account" });
  expect(meta.violations).toEqual([]);
});
