import type { VerifiedRatio } from "@/lib/company/receipts/schemas";
import { ACTIONS } from "./registry";

export type NamedRatio = Omit<VerifiedRatio, "action_type"> & { action: string };

const TITLES = new Map<string, string>([
  ...ACTIONS.map(({ kind, title }) => [kind, title] as const),
  ["task.page", "Tasks with a page"],
]);

/** A share with the title of its action in place of the kind. */
export const nameRatio = ({ action_type: kind, ...share }: VerifiedRatio): NamedRatio => ({
  action: TITLES.get(kind) ?? kind,
  ...share,
});
