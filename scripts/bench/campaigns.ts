import { setTimeout as delay } from "node:timers/promises";
import { freezeWorkspace } from "@/lib/operations/governance/freeze-workspace";
import { getFreezes } from "@/lib/operations/governance/get-freezes";
import { launchIgnition } from "@/lib/operations/ignition/launch-ignition";
import { getIgnitionStatus } from "@/lib/operations/ignition/get-ignition-status";
import { activateCampaign } from "@/lib/outreach/campaigns/activate-campaign";
import { createCampaign } from "@/lib/outreach/campaigns/create-campaign";
import type { AdminCtx, WorkspaceCtx } from "@/lib/platform/ctx";
import { timed, type Row } from "./figures";
import { readyWorkspace } from "./founder";
import type { Stack } from "./stack";

const CAMPAIGNS = 50;
const LIMITS = { activeSeconds: 600, wallMs: 1_000, provenSeconds: 60 };
const POLL_MS = 250;
/** As in the stack's SUPER_ADMIN_IDS. */
const ADMIN = "user_bench_admin";

const seconds = (milliseconds: number): string => `${(milliseconds / 1_000).toFixed(1)} s`;

async function until(isSo: () => Promise<boolean>): Promise<void> {
  while (!(await isSo())) await delay(POLL_MS);
}

/** Fifty campaigns of a company at once on one n8n, then a freeze of all of them. */
export async function benchCampaigns(stack: Stack): Promise<{ rows: Row[] }> {
  const owner = await readyWorkspace(stack);
  await launchIgnition(owner, { workspace_id: owner.workspaceId });
  await until(async () => (await getIgnitionStatus(owner)).status === "active");
  const active = await timed(async () => {
    await Promise.all(
      Array.from({ length: CAMPAIGNS - 1 }, async (_, number) => {
        const { id } = await createCampaign(owner, { name: `Campaign ${number}` });
        await activateCampaign(owner, { campaignId: id });
      }),
    );
    await until(async () => (await count(stack, owner)).active === CAMPAIGNS);
  });
  const { probed } = await count(stack, owner);
  const admin: AdminCtx = {
    requestId: "bench",
    db: owner.db,
    now: owner.now,
    user: { userId: ADMIN, email: "admin@example.com" },
    superAdmin: true,
  };
  const freezing = { workspace_id: owner.workspaceId, reason: "benchmark" };
  const began = performance.now();
  const wall = await timed(() => freezeWorkspace(admin, freezing));
  await until(async () => {
    const [freeze] = (await getFreezes(admin, { workspace_id: owner.workspaceId })).data;
    return freeze?.state === "proven";
  });
  const proven = performance.now() - began;
  return {
    rows: [
      {
        name: `${CAMPAIGNS} campaigns at once, until all are active`,
        measured: seconds(active),
        compared: `${probed} workflows seen to answer`,
        ratio: null,
        limit: `≤ ${LIMITS.activeSeconds} s`,
        ok: active <= LIMITS.activeSeconds * 1_000 && probed === 7 * CAMPAIGNS,
      },
      {
        name: "A freeze of them: every door is shut",
        measured: `${wall.toFixed(0)} ms`,
        compared: "",
        ratio: null,
        limit: `≤ ${LIMITS.wallMs} ms`,
        ok: wall <= LIMITS.wallMs,
      },
      {
        name: `A freeze of them: none of ${probed} workflows is published`,
        measured: seconds(proven),
        compared: "",
        ratio: null,
        limit: `≤ ${LIMITS.provenSeconds} s`,
        ok: proven <= LIMITS.provenSeconds * 1_000,
      },
    ],
  };
}

async function count({ admin }: Stack, { workspaceId }: WorkspaceCtx): Promise<{ active: number; probed: number }> {
  const { rows } = await admin.query<{ active: number; probed: number }>(
    `select (select count(*)::int from campaigns where workspace_id = $1 and status = 'active') as active,
       (select count(*)::int from campaigns c, jsonb_array_elements(c.workflows) w where c.workspace_id = $1 and w ->> 'state' = 'probed') as probed`,
    [workspaceId],
  );
  return rows[0] ?? { active: 0, probed: 0 };
}
