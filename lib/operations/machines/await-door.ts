import { X509Certificate } from "node:crypto";
import { setTimeout as wait } from "node:timers/promises";
import { requirePermission } from "@/lib/foundation/access/require-permission";
import type { WorkspaceCtx } from "@/lib/platform/ctx";
import { withServiceTransaction } from "@/lib/platform/transaction";
import { pinnedUrl } from "@/lib/providers/http/pinned-url";
import { moveMachine } from "./store";
import { findDoor } from "./store-bootstraps";

type JobCtx = WorkspaceCtx & { signal: AbortSignal };

const POLL_MS = 2_000;

/** The address of the sidecar on the workspace's machine, with the certificate that alone is believed there, once the machine gave it. */
export async function awaitDoor({ signal, ...ctx }: JobCtx): Promise<string> {
  requirePermission(ctx, "ignition.launch");
  // No event: the step of the launch that waits for this tells of it.
  const { requestId, db, now, workspaceId } = ctx;
  const base = { requestId, db, now };
  for (;;) {
    const door = await withServiceTransaction(base, (tx) => findDoor(tx, workspaceId));
    if (door?.address && door.certificate) {
      await withServiceTransaction(base, (tx) => moveMachine(tx, { id: door.id, from: ["handshaking"], to: "ready" }));
      const { fingerprint256 } = new X509Certificate(door.certificate);
      return pinnedUrl(`https://${door.address}`, fingerprint256);
    }
    await wait(POLL_MS, undefined, { signal });
  }
}
