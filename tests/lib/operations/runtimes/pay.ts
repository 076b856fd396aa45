import type { Company, TestWorld } from "../../../factories/test-world";

/** The workspace pays, as a reading of its payment provider would say. */
export async function pay(world: TestWorld, { workspaceId }: Company): Promise<void> {
  await world.admin.query(
    `insert into subscriptions (workspace_id, source, plan, status, is_paid) values ($1, 'stripe', 'pro', 'active', true)
     on conflict (workspace_id) do update set source = 'stripe', plan = 'pro', status = 'active', is_paid = true`,
    [workspaceId],
  );
}
