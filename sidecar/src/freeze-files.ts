import { closeSync, fsyncSync, mkdirSync, openSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";

const FreezeFile = z.object({
  workspace_id: z.uuid(),
  freeze_id: z.uuid(),
  frozen: z.boolean(),
  workflow_ids: z.array(z.string()),
  credential_ids: z.array(z.string()),
});
type FreezeFile = z.infer<typeof FreezeFile>;
type Block = { freezeId: string; workflowIds: readonly string[]; credentialIds: readonly string[] };

/**
 * One file per workspace that was ever frozen, read by `sidecar/n8n/hooks/freeze.js` inside n8n before every run. A lifted freeze
 * leaves a file that says so, so that a late order of the same freeze cannot shut the workspace again.
 */
export function freezeFiles(folder: string) {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const pathOf = (workspaceId: string): string => join(folder, `${workspaceId}.json`);

  const read = (workspaceId: string): FreezeFile | null => {
    try {
      return FreezeFile.parse(JSON.parse(readFileSync(pathOf(workspaceId), "utf8")));
    } catch (error) {
      if (error instanceof Error && "code" in error && error.code !== "ENOENT") throw error;
      return null; // none yet, or one that is not readable any more: it is written anew
    }
  };
  const write = (file: FreezeFile): void => {
    const path = pathOf(file.workspace_id);
    const draft = `${path}.${process.pid}.new`;
    writeFileSync(draft, JSON.stringify(file), { mode: 0o600, flush: true });
    renameSync(draft, path);
    const handle = openSync(folder, "r");
    fsyncSync(handle);
    closeSync(handle);
  };

  return {
    /** On disk when it returns. False when this freeze was lifted already. */
    block(workspaceId: string, { freezeId, workflowIds, credentialIds }: Block): boolean {
      const known = read(workspaceId);
      if (known?.freeze_id === freezeId && !known.frozen) return false;
      write({
        workspace_id: workspaceId,
        freeze_id: freezeId,
        frozen: true,
        workflow_ids: [...new Set([...(known?.workflow_ids ?? []), ...workflowIds])],
        credential_ids: [...new Set([...(known?.credential_ids ?? []), ...credentialIds])],
      });
      return true;
    },
    /** The freeze whose file the hook reads now; null when it refuses nothing. */
    blockedBy(workspaceId: string): string | null {
      const known = read(workspaceId);
      return known?.frozen ? known.freeze_id : null;
    },
    /** False, and nothing changes, when a later freeze holds. */
    allow(workspaceId: string, freezeId: string): boolean {
      const known = read(workspaceId);
      if (known && known.frozen && known.freeze_id !== freezeId) return false;
      write({ workspace_id: workspaceId, freeze_id: freezeId, frozen: false, workflow_ids: [], credential_ids: [] });
      return true;
    },
  };
}
