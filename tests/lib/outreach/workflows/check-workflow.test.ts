import { describe, expect, it } from "vitest";
import { checkWorkflow } from "@/lib/outreach/workflows/check-workflow";
import { compileWorkflow } from "@/lib/outreach/workflows/compile-workflow";
import type { WorkflowDefinition } from "@/lib/outreach/workflows/schemas";
import { campaignInput, smallTemplate } from "./campaign-input";

const { definition, webhookPath } = compileWorkflow(smallTemplate(), campaignInput());
const expected = { template: "Opt-Out Handler", webhookPath, credentialIds: new Set(["credTrigger00001"]) };
const refused = (code: string) => expect.objectContaining({ code: `workflow.${code}` });

function check(change: (workflow: WorkflowDefinition) => void) {
  const workflow = structuredClone(definition);
  change(workflow);
  return () => checkWorkflow(workflow, expected);
}
const credential = (id: string) => (workflow: WorkflowDefinition) =>
  void Object.assign(workflow.nodes[0]?.credentials?.["jwtAuth"] ?? {}, { id });

describe("the last look before a deployment", () => {
  it("lets a compiled workflow through", () => {
    expect(check(() => {})).not.toThrow();
  });

  it("wants a webhookId on every webhook", () => {
    expect(check((workflow) => void delete workflow.nodes[0]?.webhookId)).toThrow(refused("webhook_id_missing"));
  });

  it("wants every webhook to check a run token", () => {
    const open = check((workflow) => void delete workflow.nodes[0]?.credentials);
    expect(open).toThrow(refused("webhook_open"));
  });

  it("knows the campaign's credentials from foreign, empty and unfilled ones", () => {
    expect(check(credential("somebodyElses"))).toThrow(refused("foreign_reference"));
    expect(check(credential(" "))).toThrow(refused("credential_empty"));
    expect(check(credential("YOUR_CREDENTIAL_TRIGGER_ID"))).toThrow(refused("placeholder_unresolved"));
  });

  it.each(["id", "tags", "meta", "pinData", "versionId", "active"])("refuses the exported field %s", (field) => {
    expect(check((workflow) => void Object.assign(workflow, { [field]: "x" }))).toThrow(refused("foreign_reference"));
  });

  it("refuses an error workflow, a loose connection and two nodes of one name", () => {
    expect(check((workflow) => void (workflow.settings["errorWorkflow"] = "x"))).toThrow(refused("foreign_reference"));
    expect(check((workflow) => void (workflow.connections["Ghost"] = { main: [] }))).toThrow(
      refused("foreign_reference"),
    );
    expect(check((workflow) => void workflow.nodes.push(...workflow.nodes))).toThrow(refused("foreign_reference"));
  });
});
