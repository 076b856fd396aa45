import { describe, expect, it } from "vitest";
import { compileCampaignWorkflows } from "@/lib/outreach/workflows/compile-campaign-workflows";
import { isWebhook } from "@/lib/outreach/workflows/node-kinds";
import { campaignInput } from "./campaign-input";

describe.each(["smtp", "gmail", "gateway"] as const)("a campaign that sends by %s", (transport) => {
  it("gets seven checked workflows with nothing left to fill in", async () => {
    const compiled = await compileCampaignWorkflows(campaignInput({ transport }));
    expect(compiled.map(({ templateId }) => templateId)).toEqual([
      "email_1",
      "email_2",
      "email_3",
      "email_preparation",
      "research_report",
      "reply_tracker",
      "opt_out",
    ]);
    expect(JSON.stringify(compiled)).not.toContain("YOUR_");
    expect(new Set(compiled.map(({ name }) => name)).size).toBe(7);
    expect(new Set(compiled.map(({ webhookPath }) => webhookPath)).size).toBe(7);
    const webhookIds = compiled.flatMap(({ definition }) =>
      definition.nodes.filter(isWebhook).map((node) => node.webhookId),
    );
    expect(new Set(webhookIds).size).toBe(7);
    expect(compiled.flatMap(({ disabledNodes }) => disabledNodes)).toEqual([]);
  });

  it("works without any optional credential", async () => {
    const { imap: _imap, google_cse: _cse, gmail, smtp, ...needed } = campaignInput().credentials;
    const credentials = { ...needed, ...{ gmail: { gmail }, smtp: { smtp }, gateway: {} }[transport] };
    const compiled = await compileCampaignWorkflows(campaignInput({ transport, credentials }));
    const off = Object.fromEntries(compiled.map(({ templateId, disabledNodes }) => [templateId, disabledNodes]));
    expect(off["research_report"]).toEqual([]);
    expect(off["reply_tracker"]).toContain("An email arrives (IMAP)");
    expect(off["reply_tracker"]?.includes("Search Gmail")).toBe(transport !== "gmail");
  });
});

it("by the gateway holds no account of the company", async () => {
  const { smtp, gmail } = campaignInput().credentials;
  const compiled = await compileCampaignWorkflows(campaignInput({ transport: "gateway" }));
  const sending = JSON.stringify(compiled.filter(({ templateId }) => templateId.startsWith("email_")));
  expect(sending).toContain('"transport":"gateway"');
  for (const id of [smtp, gmail]) expect(sending).not.toContain(id);
});

describe("one campaign without a credential it needs", () => {
  it("gets no workflow at all", async () => {
    const { openai_api: _gone, ...credentials } = campaignInput().credentials;
    await expect(compileCampaignWorkflows(campaignInput({ credentials }))).rejects.toThrow(
      expect.objectContaining({ code: "workflow.credential_missing" }),
    );
  });
});
