import { isUuid } from "@/lib/platform/ids";

const SCHEME = "vault://";

/** How other tables name a secret. */
export const toReference = (id: string): string => `${SCHEME}${id}`;

/** The id that a reference names; throws for anything else than a reference. */
export function idOfReference(reference: string): string {
  const id = reference.startsWith(SCHEME) ? reference.slice(SCHEME.length) : "";
  if (!isUuid(id)) throw new TypeError("This is not a reference to a secret of the vault.");
  return id;
}
