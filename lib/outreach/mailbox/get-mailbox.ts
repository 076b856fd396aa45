import type { WorkspaceCtx } from "@/lib/platform/ctx";
import { noSuchMailbox } from "./get-mail-account";
import { listMailboxes } from "./list-mailboxes";
import type { Mailbox, MailboxRef } from "./schemas";

/** One mailbox that the workspace sends from, as {@link listMailboxes} shows it, or 404 `mailbox.not_found`. */
export async function getMailbox(ctx: WorkspaceCtx, { mailbox }: MailboxRef): Promise<Mailbox> {
  const found = (await listMailboxes(ctx)).find((row) => row.mailbox === mailbox && row.removed_at === null);
  if (found) return found;
  throw noSuchMailbox();
}
