import type { SystemCtx } from "@/lib/platform/ctx";
import { withServiceTransaction } from "@/lib/platform/transaction";
import { splitAddress } from "./reply-address";
import { selectIdentitiesAt, type LocatedIdentity } from "./store-identities";

/** A recipient that is a company's address; `tag` is what stands behind the plus sign. */
export type LocatedAddress = LocatedIdentity & { recipient: string; tag: string | null };

/** The companies that a message was sent to, each once, in the order of the recipients; the address of a thread wins over the plain one. */
export async function locateAddress(ctx: SystemCtx, recipients: readonly string[]): Promise<LocatedAddress[]> {
  const asked = recipients.map((recipient) => ({
    recipient: recipient.trim().toLowerCase(),
    ...splitAddress(recipient),
  }));
  if (asked.length === 0) return [];
  const found = await withServiceTransaction(ctx, (tx) =>
    selectIdentitiesAt(
      tx,
      asked.map(({ base }) => base),
    ),
  );
  const located = asked.flatMap(({ recipient, base, tag }) =>
    found.filter(({ address }) => address === base).map((identity) => ({ ...identity, recipient, tag })),
  );
  const tagged = [...located.filter(({ tag }) => tag !== null), ...located.filter(({ tag }) => tag === null)];
  return tagged.filter((one, index) => tagged.findIndex(({ projectId }) => projectId === one.projectId) === index);
}
