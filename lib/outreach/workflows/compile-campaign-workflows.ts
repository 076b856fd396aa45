import { compileWorkflow } from "./compile-workflow";
import { loadTemplates } from "./load-templates";
import type { CompileCampaignInput, CompiledWorkflow } from "./schemas";

/** A campaign's seven workflows, all compiled and checked, or one named error and nothing to deploy. */
export async function compileCampaignWorkflows(input: CompileCampaignInput): Promise<CompiledWorkflow[]> {
  const templates = await loadTemplates(input.transport);
  return templates.map((template) => compileWorkflow(template, input));
}
