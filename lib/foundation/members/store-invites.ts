import { sql, type SelectType } from "kysely";
import type { Tables } from "@/lib/platform/db";
import { isBeforeRow } from "@/lib/platform/keyset";
import type { ServiceTx, TxCtx } from "@/lib/platform/transaction";
import { Role } from "@/lib/foundation/access/schemas";
import type { Invite, InviteState } from "./schemas";

const INVITE = [
  "id",
  "email",
  "role",
  "inviter_email",
  "created_at",
  "expires_at",
  "mailed_at",
  "mail_error",
  "mail_number",
  "accepted_at",
  "revoked_at",
] as const;

type Stored = { [C in (typeof INVITE)[number]]: SelectType<Tables["workspace_invites"][C]> };
export type InviteRow = Omit<Invite, "state"> & Pick<Stored, "mail_number" | "accepted_at" | "revoked_at">;

const toRow = (stored: Stored): InviteRow => ({ ...stored, role: Role.parse(stored.role) });

/** The state of an invitation at a given time. */
export function stateAt(invite: Pick<Stored, "accepted_at" | "revoked_at" | "expires_at">, now: Date): InviteState {
  if (invite.accepted_at !== null) return "accepted";
  if (invite.revoked_at !== null) return "revoked";
  return Date.parse(invite.expires_at) <= now.getTime() ? "expired" : "open";
}

export const toInvite = ({ mail_number: _n, accepted_at, revoked_at, ...shown }: InviteRow, now: Date): Invite => ({
  ...shown,
  state: stateAt({ accepted_at, revoked_at, expires_at: shown.expires_at }, now),
});

type NewInvite = {
  email: string;
  role: Role;
  tokenHash: string;
  tokenEncrypted: string;
  invitedBy: string;
  inviterEmail: string;
  createdAt: string;
  expiresAt: string;
};

export async function insertInvite(tx: TxCtx, invite: NewInvite): Promise<InviteRow> {
  const row = await tx.db
    .insertInto("workspace_invites")
    .values({
      workspace_id: tx.workspaceId,
      email: invite.email,
      role: invite.role,
      token_hash: invite.tokenHash,
      token_encrypted: invite.tokenEncrypted,
      invited_by: invite.invitedBy,
      inviter_email: invite.inviterEmail,
      created_at: invite.createdAt,
      expires_at: invite.expiresAt,
    })
    .returning(INVITE)
    .executeTakeFirstOrThrow();
  return toRow(row);
}

/** Newest first, after the invitation a page ended with. */
export async function selectInvites(tx: TxCtx, page: { after?: string; limit: number }): Promise<InviteRow[]> {
  let rows = tx.db.selectFrom("workspace_invites").select(INVITE).where("workspace_id", "=", tx.workspaceId);
  if (page.after) {
    rows = rows.where(
      isBeforeRow({
        table: "workspace_invites",
        workspaceId: tx.workspaceId,
        order: ["created_at", "id"],
        cursor: page.after,
      }),
    );
  }
  const found = await rows.orderBy("created_at", "desc").orderBy("id", "desc").limit(page.limit).execute();
  return found.map(toRow);
}

export async function findInviteRow(tx: TxCtx, inviteId: string): Promise<InviteRow | null> {
  const row = await tx.db
    .selectFrom("workspace_invites")
    .select(INVITE)
    .where("workspace_id", "=", tx.workspaceId)
    .where("id", "=", inviteId)
    .executeTakeFirst();
  return row ? toRow(row) : null;
}

const openOnes = (tx: TxCtx) =>
  tx.db
    .updateTable("workspace_invites")
    .where("workspace_id", "=", tx.workspaceId)
    .where("accepted_at", "is", null)
    .where("revoked_at", "is", null);

export async function revokeInvite(tx: TxCtx, by: { id: string } | { email: string }): Promise<InviteRow | null> {
  const one = "id" in by ? openOnes(tx).where("id", "=", by.id) : openOnes(tx).where("email", "=", by.email);
  const row = await one
    .set({ revoked_at: sql<string>`now()` })
    .returning(INVITE)
    .executeTakeFirst();
  return row ? toRow(row) : null;
}

/** Revokes what somebody has invited to, but for the roles they could still invite to. */
export async function revokeInvitesOf(tx: TxCtx, userId: string, kept: readonly Role[]): Promise<InviteRow[]> {
  const rows = await openOnes(tx)
    .where("invited_by", "=", userId)
    .where(sql<boolean>`not (role = any(${kept}::text[]))`)
    .set({ revoked_at: sql<string>`now()` })
    .returning(INVITE)
    .execute();
  return rows.map(toRow);
}

/** One more mail for an invitation, with a message id of its own. */
export async function updateInviteAgain(tx: TxCtx, id: string, expiresAt: string): Promise<InviteRow | null> {
  const row = await openOnes(tx)
    .where("id", "=", id)
    .set({
      expires_at: expiresAt,
      mailed_at: null,
      mail_error: null,
      mail_number: sql<number>`mail_number + 1`,
    })
    .returning(INVITE)
    .executeTakeFirst();
  return row ? toRow(row) : null;
}

/** Compare-and-set: of many who accept at once one gets true. */
export async function updateInviteAccepted(
  tx: TxCtx,
  id: string,
  by: { userId: string; at: string },
): Promise<boolean> {
  const { numUpdatedRows } = await openOnes(tx)
    .where("id", "=", id)
    .where("expires_at", ">", by.at)
    .set({ accepted_at: by.at, accepted_by: by.userId })
    .executeTakeFirst();
  return numUpdatedRows === 1n;
}

export type Mailing = { open: number; mails: number };

/** How many invitations are open, and how many mails this address got for those last mailed after `since`. */
export async function countMailing(tx: TxCtx, email: string, since: { expiresAfter: string }): Promise<Mailing> {
  const row = await tx.db
    .selectFrom("workspace_invites")
    .select([
      sql<number>`count(*) filter (where accepted_at is null and revoked_at is null)`.as("open"),
      sql<number>`coalesce(sum(mail_number) filter (where email = ${email} and expires_at > ${since.expiresAfter}), 0)`.as(
        "mails",
      ),
    ])
    .where("workspace_id", "=", tx.workspaceId)
    .executeTakeFirstOrThrow();
  return row;
}

export type InviteToMail = InviteRow & { token_encrypted: string; workspace_name: string };

export async function findInviteToMail(tx: TxCtx, inviteId: string): Promise<InviteToMail | null> {
  const row = await tx.db
    .selectFrom("workspace_invites as invite")
    .innerJoin("workspaces as workspace", "workspace.id", "invite.workspace_id")
    .select(INVITE.map((column) => `invite.${column}` as const))
    .select(["invite.token_encrypted", "workspace.name as workspace_name"])
    .where("invite.workspace_id", "=", tx.workspaceId)
    .where("invite.id", "=", inviteId)
    .executeTakeFirst();
  return row ? { ...toRow(row), token_encrypted: row.token_encrypted, workspace_name: row.workspace_name } : null;
}

type MailOutcome = { number: number } & ({ mailedAt: string } | { error: string });

/** Only for the mail that was meant: another one may have been asked for meanwhile. */
export async function updateInviteMailed(tx: TxCtx, id: string, outcome: MailOutcome): Promise<void> {
  await tx.db
    .updateTable("workspace_invites")
    .set("error" in outcome ? { mail_error: outcome.error } : { mailed_at: outcome.mailedAt, mail_error: null })
    .where("workspace_id", "=", tx.workspaceId)
    .where("id", "=", id)
    .where("mail_number", "=", outcome.number)
    .execute();
}

export type FoundInvite = InviteRow & { workspace_id: string; workspace_name: string };

/** Past RLS: the token itself says which workspace is meant. */
export async function findInviteByHash(tx: ServiceTx, hash: string): Promise<FoundInvite | null> {
  const row = await tx.db
    .selectFrom("workspace_invites as invite")
    .innerJoin("workspaces as workspace", "workspace.id", "invite.workspace_id")
    .select(INVITE.map((column) => `invite.${column}` as const))
    .select(["invite.workspace_id", "workspace.name as workspace_name"])
    .where("invite.token_hash", "=", hash)
    .executeTakeFirst();
  return row ? { ...toRow(row), workspace_id: row.workspace_id, workspace_name: row.workspace_name } : null;
}

/** Where a new member goes first: the workspace's first company, if it has one. */
export async function findFirstProject(tx: TxCtx): Promise<string | null> {
  const row = await tx.db
    .selectFrom("projects")
    .select("id")
    .where("workspace_id", "=", tx.workspaceId)
    .orderBy("created_at")
    .orderBy("id")
    .limit(1)
    .executeTakeFirst();
  return row?.id ?? null;
}
