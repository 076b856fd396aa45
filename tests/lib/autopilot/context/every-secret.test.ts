import { afterAll, beforeAll, expect, test } from "vitest";
import { assembleCompanyContext } from "@/lib/autopilot/context/assemble-company-context";
import { ContextPurpose } from "@/lib/autopilot/context/schemas";
import { companyTools } from "@/lib/autopilot/tools/company-tools";
import { saveIntegration } from "@/lib/company/integrations/save-integration";
import { createKey } from "@/lib/foundation/credentials/create-key";
import { issueProjectKey } from "@/lib/foundation/credentials/issue-project-key";
import { rotateWebhookToken } from "@/lib/foundation/credentials/rotate-webhook-token";
import { saveCredential } from "@/lib/operations/onboarding/save-credential";
import { withTransaction } from "@/lib/platform/transaction";
import {
  createIntegrationsWorld,
  GOOD,
  SHARED,
  type IntegrationsWorld,
} from "../../company/integrations/integrations-world";

let world: IntegrationsWorld;
beforeAll(async () => {
  world = await createIntegrationsWorld();
});
afterAll(() => world.close());

const OPENAI = "sk-proj-canaryA1canaryB2canaryC3canaryD4";
const APIFY = "apify_api_canaryE5canaryF6canaryG7canary";

test("no secret of the vault and no masked part of one is in a context of any purpose, or in an answer of a tool", async () => {
  const { owner, projectId } = await world.company();
  const saved = [
    await saveCredential(owner, { type: "openai_api", data: { api_key: OPENAI } }),
    await saveCredential(owner, { type: "apify", data: { api_token: APIFY } }),
  ];
  const { masked } = await saveIntegration(owner, {
    projectId,
    provider: "github",
    enabled: true,
    config: { token: GOOD },
  });
  const { key } = await createKey(owner, { name: "Script", scopes: ["leads.read"], expires_in_days: 90 });
  const { token } = await rotateWebhookToken(owner, { overlap_hours: 0 });
  const { key: secretKey } = await withTransaction(owner, (tx) => issueProjectKey(tx, { projectId, kind: "secret" }));

  const said: string[] = [];
  for (const purpose of ContextPurpose.options)
    said.push(JSON.stringify(await assembleCompanyContext(owner, { projectId, purpose })));
  for (const tool of companyTools(owner, projectId, { origin: "chat" }))
    if (["search_ledger", "list_open_loops", "get_kpis"].includes(tool.name))
      said.push(JSON.stringify(await tool.run({})));
  expect(said.length).toBe(ContextPurpose.options.length + 3);
  expect(said.join("\n")).toContain("credential");

  const hidden = [OPENAI, APIFY, GOOD, SHARED, key, token, secretKey];
  const previews = [...saved.map((each) => each.masked.preview), ...Object.values(masked ?? {}).map(String)];
  expect(previews.every((preview) => preview.length > 3)).toBe(true);
  for (const secret of hidden) expect(said.filter((text) => text.includes(secret))).toEqual([]);
  for (const preview of previews)
    expect([preview, said.filter((text) => text.includes(preview)).length]).toEqual([preview, 0]);
});
