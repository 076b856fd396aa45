import type { OwnedWorkflows } from "./owned-workflows";
import type { Owner } from "./ownership";

export type Duplicates = ReturnType<typeof duplicates>;

const slotOf = ({ workspaceId, key }: Owner): string => `${workspaceId} ${key}`;

/**
 * Keeps one workflow per key. A create that n8n did not answer may still be carried out, so its key stays in doubt until the
 * workflow is published: each look at a doubted key asks n8n anew, and a second workflow of the key is deleted.
 */
export function duplicates({ index, remove }: OwnedWorkflows) {
  const doubted = new Set<string>();

  return {
    doubt: (owner: Owner): void => void doubted.add(slotOf(owner)),
    trust: (owner: Owner): void => void doubted.delete(slotOf(owner)),

    /** The one workflow of this key, after the others were deleted; `keep` decides which, else the published one stays. */
    async settle(owner: Owner, keep?: string): Promise<string | null> {
      if (doubted.has(slotOf(owner))) await index.reload();
      const ids = await index.idsOfKey(owner);
      const kept = keep ?? ids[0] ?? null;
      for (const id of ids) if (id !== kept) await remove(id);
      return kept;
    },
  };
}
