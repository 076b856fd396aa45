import { requirePermission } from "@/lib/foundation/access/require-permission";
import { resolveRefs } from "@/lib/autopilot/context/resolve-refs";
import { getProject } from "@/lib/company/projects/get-project";
import type { WorkspaceCtx } from "@/lib/platform/ctx";
import { withReadTransaction } from "@/lib/platform/transaction";
import type { ChatPage, ListChatQuery } from "./schemas";
import { shownMessage } from "./shown-message";
import { selectMessages } from "./store";

/** The chat of a company, newest first, with the rows that its references name; a reply whose process died is shown as interrupted. */
export async function listMessages(ctx: WorkspaceCtx, query: ListChatQuery & { projectId: string }): Promise<ChatPage> {
  requirePermission(ctx, "chat.read");
  return withReadTransaction(ctx, async (tx) => {
    await getProject(tx, query);
    const page = await selectMessages(tx, query);
    const data = page.data.map((message) => shownMessage(message, tx.now()));
    const refs = [...new Set(data.flatMap((message) => message.refs))];
    const sources = refs.length > 0 ? await resolveRefs(tx, { projectId: query.projectId, refs }) : [];
    return { ...page, data, sources, running_id: data.find(({ status }) => status === "running")?.id ?? null };
  });
}
