import type { WorkspaceCtx } from "@/lib/platform/ctx";
import { languageModel } from "@/lib/providers/llm/select";
import { requirePermission } from "@/lib/foundation/access/require-permission";

type Models = { object: "list"; data: { id: string; object: "model"; created: number; owned_by: string }[] };

/** The model that answers when a request names none, OpenAI-shaped: what clients ask for to test a credential. */
export async function listModels(ctx: WorkspaceCtx, model = languageModel()): Promise<Models> {
  requirePermission(ctx, "ingestion.write");
  return { object: "list", data: [{ id: model.defaultModel, object: "model", created: 0, owned_by: model.provider }] };
}
