import { AppError } from "@/lib/platform/errors";

/** Fields by which a body would say on whose account a thing is done. No schema has one of them. */
export const ACTOR_FIELDS = [
  "actor",
  "actor_id",
  "actor_type",
  "created_by",
  "decided_by",
  "on_behalf_of",
  "proposed_by",
  "requested_by",
] as const;

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

function fieldIn(body: unknown): string | null {
  if (!isObject(body)) return null;
  const own = ACTOR_FIELDS.find((name) => Object.hasOwn(body, name));
  if (own !== undefined) return own;
  const items: unknown[] = Array.isArray(body["items"]) ? body["items"] : [];
  for (const [index, item] of items.entries()) {
    const field = fieldIn(item);
    if (field !== null) return `items.${index}.${field}`;
  }
  return null;
}

/**
 * Throws 400 `request.invalid` for a body, or one of the `items` of a batch, that names its actor: that is the session, key or token of the
 * request, and a caller who gives another one is told instead of being recorded under their own name.
 */
export function refuseActor(body: unknown): void {
  const field = fieldIn(body);
  if (field === null) return;
  const problem = "cannot be given: the actor is the session, key or token of the request";
  throw new AppError("invalid", `${field} ${problem}.`, {
    code: "request.invalid",
    details: { field, issues: [{ field, problem }] },
  });
}
