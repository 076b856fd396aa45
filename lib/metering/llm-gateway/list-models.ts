import type { WorkspaceCtx } from "@/lib/platform/ctx";
import { languageModel } from "@/lib/providers/llm/select";
import { listAllowedModels } from "./list-allowed-models";

type Models = { object: "list"; data: { id: string; object: "model"; created: number; owned_by: string }[] };

/** The models that a request may name, the configured one first; OpenAI-shaped: what clients ask for to test a credential. */
export async function listModels(ctx: WorkspaceCtx, model = languageModel()): Promise<Models> {
  const names = await listAllowedModels(ctx, model);
  return {
    object: "list",
    data: names.map((id) => ({ id, object: "model", created: 0, owned_by: model.provider })),
  };
}
