import type { ServiceTx, TxCtx } from "@/lib/platform/transaction";
import { EmailIdentity } from "./schemas";

const IDENTITY = [
  "id",
  "project_id",
  "reply_address",
  "provider",
  "status",
  "metadata",
  "created_at",
  "rotated_at",
] as const;

type NewIdentity = { id: string; projectId: string; address: string; provider: "resend" | "outbox" };

/** Null when the address is taken, by any company. */
export async function insertIdentity(tx: TxCtx, identity: NewIdentity): Promise<EmailIdentity | null> {
  const row = await tx.db
    .insertInto("project_email_identities")
    .values({
      id: identity.id,
      workspace_id: tx.workspaceId,
      project_id: identity.projectId,
      reply_address: identity.address,
      provider: identity.provider,
    })
    .onConflict((conflict) => conflict.doNothing())
    .returning(IDENTITY)
    .executeTakeFirst();
  return row ? EmailIdentity.parse(row) : null;
}

/** The address that a company has now. */
export async function findActiveIdentity(tx: TxCtx, projectId: string): Promise<EmailIdentity | null> {
  const row = await tx.db
    .selectFrom("project_email_identities")
    .select(IDENTITY)
    .where("workspace_id", "=", tx.workspaceId)
    .where("project_id", "=", projectId)
    .where("status", "=", "active")
    .executeTakeFirst();
  return row ? EmailIdentity.parse(row) : null;
}

export async function setRotated(tx: TxCtx, identityId: string): Promise<void> {
  await tx.db
    .updateTable("project_email_identities")
    .set({ status: "rotated", rotated_at: tx.now().toISOString() })
    .where("workspace_id", "=", tx.workspaceId)
    .where("id", "=", identityId)
    .where("status", "=", "active")
    .execute();
}

/** The address stays taken, so that no later company gets what is still sent to it. */
export async function setClosed(tx: TxCtx, projectId: string): Promise<void> {
  await tx.db
    .updateTable("project_email_identities")
    .set({ status: "closed", rotated_at: null, metadata: "{}" })
    .where("workspace_id", "=", tx.workspaceId)
    .where("project_id", "=", projectId)
    .execute();
}

export type LocatedIdentity = {
  identityId: string;
  workspaceId: string;
  projectId: string;
  address: string;
  status: "active" | "rotated" | "closed";
  rotatedAt: string | null;
};

export async function selectIdentitiesAt(tx: ServiceTx, addresses: readonly string[]): Promise<LocatedIdentity[]> {
  const rows = await tx.db
    .selectFrom("project_email_identities")
    .select([
      "id as identityId",
      "workspace_id as workspaceId",
      "project_id as projectId",
      "reply_address as address",
      "status",
      "rotated_at as rotatedAt",
    ])
    .where("reply_address", "in", addresses)
    .execute();
  return rows.map((row) => ({ ...row, status: EmailIdentity.shape.status.parse(row.status) }));
}

/** Companies of before there were addresses. */
export async function selectWithoutAddress(
  tx: ServiceTx,
  limit: number,
): Promise<{ workspaceId: string; projectId: string }[]> {
  return tx.db
    .selectFrom("projects as project")
    .select(["project.workspace_id as workspaceId", "project.id as projectId"])
    .where("project.deleted_at", "is", null)
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom("project_email_identities as identity")
            .select("identity.id")
            .whereRef("identity.project_id", "=", "project.id"),
        ),
      ),
    )
    .orderBy("project.created_at")
    .limit(limit)
    .execute();
}
