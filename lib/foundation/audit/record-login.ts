import type { SystemCtx } from "@/lib/platform/ctx";
import { withServiceTransaction } from "@/lib/platform/transaction";
import { findMemberEmail } from "@/lib/foundation/access/find-member-email";
import type { Login } from "./schemas";
import { insertLogin } from "./store-lines";

const MAX_LENGTH = 1000;

/** A text as Postgres can hold it: it comes from outside. */
const storable = (text: string | null): string | null =>
  text === null ? null : text.replaceAll("\0", "").slice(0, MAX_LENGTH).toWellFormed() || null;

/** Writes one line of the login audit; a delivery that comes again is written once. Throws if it cannot be stored. */
export async function recordLogin(ctx: SystemCtx, login: Login): Promise<void> {
  const email = storable(login.email) ?? (await findMemberEmail(ctx, login.userId));
  const metadata = Object.fromEntries(Object.entries(login.metadata).map(([name, text]) => [name, storable(text)]));
  await withServiceTransaction(ctx, (tx) =>
    insertLogin(tx, {
      ...login,
      email,
      metadata,
      address: storable(login.address),
      userAgent: storable(login.userAgent),
    }),
  );
}
