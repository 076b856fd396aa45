import type { TxCtx } from "@/lib/platform/transaction";
import type { Sequence } from "./schemas";
import { callImportedVariables } from "./store-steps";
import { LEAD_VARIABLES, SENDER_VARIABLES } from "./variables";

/** The variables that texts may name: fields of the lead, imported columns that are none of these, fields of the sender. */
export async function knownVariables(tx: TxCtx): Promise<Sequence["variables"]> {
  const own = new Set<string>([...LEAD_VARIABLES, ...SENDER_VARIABLES]);
  const imported = (await callImportedVariables(tx)).filter((name) => !own.has(name));
  return [
    ...LEAD_VARIABLES.map((name) => ({ name, of: "lead" as const })),
    ...imported.map((name) => ({ name, of: "imported" as const })),
    ...SENDER_VARIABLES.map((name) => ({ name, of: "sender" as const })),
  ];
}

export const namesOf = (variables: Sequence["variables"]): ReadonlySet<string> =>
  new Set(variables.map(({ name }) => name));
