import type { OwnedWorkflows } from "./owned-workflows";
import type { Owner } from "./ownership";

export type Duplicates = ReturnType<typeof duplicates>;

const slotOf = ({ workspaceId, key }: Owner): string => `${workspaceId} ${key}`;

/**
 * Keeps one workflow per key. A create that n8n did not answer may still be carried out, so its key stays in doubt until the workflow is
 * published: each look at a doubted key asks n8n anew, and the second workflow that this made is deleted. Any other second one was made by
 * hand: it stays.
 */
export function duplicates({ index, remove }: OwnedWorkflows) {
  const doubted = new Set<string>();

  return {
    doubt: (owner: Owner): void => void doubted.add(slotOf(owner)),
    trust: (owner: Owner): void => void doubted.delete(slotOf(owner)),

    /** The one workflow of this key; `keep` decides which, else the published one stays. */
    async settle(owner: Owner, keep?: string): Promise<string | null> {
      const isDoubted = doubted.has(slotOf(owner));
      if (isDoubted) await index.reload();
      const ids = await index.idsOfKey(owner);
      const kept = keep ?? ids[0] ?? null;
      for (const id of ids) if (isDoubted && id !== kept) await remove(id);
      return kept;
    },
  };
}
