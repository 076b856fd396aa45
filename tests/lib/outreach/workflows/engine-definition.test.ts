import { describe, expect, it } from "vitest";
import { compileCampaignWorkflows } from "@/lib/outreach/workflows/compile-campaign-workflows";
import { toEngineDefinition } from "@/lib/outreach/workflows/engine-definition";
import { campaignInput } from "./campaign-input";

describe.each(["smtp", "gmail", "gateway"] as const)("the workflows of a campaign by %s", (transport) => {
  it("lose nothing on the way through the engine's contract", async () => {
    for (const { definition, displayName } of await compileCampaignWorkflows(campaignInput({ transport }))) {
      const { name: _travelsBeside, ...carried } = definition;
      expect(toEngineDefinition(definition), displayName).toEqual(carried);
    }
  });
});
