import type { UserCtx } from "@/lib/platform/ctx";
import { withServiceTransaction } from "@/lib/platform/transaction";
import { slugOf } from "./slug";
import { isSlugTaken } from "./store";

/** A slug nobody has: the words of the name, or those with a piece of the id. */
export async function freeSlug(ctx: UserCtx, workspaceId: string, name: string): Promise<string> {
  const slug = slugOf(name);
  const taken = await withServiceTransaction(ctx, (tx) => isSlugTaken(tx, slug));
  return taken ? `${slug}-${workspaceId.slice(0, 8)}` : slug;
}
