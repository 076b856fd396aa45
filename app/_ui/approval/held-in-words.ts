import type { Approval } from "@/lib/company/approvals/schemas";

/** Why an approved action waits, and what becomes of it: of a frozen company. */
export function heldInWords({ execute_by }: Pick<Approval, "execute_by">, held: NonNullable<Approval["held"]>): string {
  const until = `${execute_by.slice(0, 10)} ${execute_by.slice(11, 16)} UTC`;
  const because = held.reason === "" ? "" : `: ${held.reason.replace(/\.$/, "")}`;
  return `The company is frozen${because}. It is carried out after the freeze, and needs another approval if that ends later than ${until}.`;
}
