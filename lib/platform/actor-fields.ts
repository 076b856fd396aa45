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

/** Why such a field is refused, after its name. */
export const ACTOR_PROBLEM = "cannot be given: the actor is the session, key or token of the request";

/** The field by which an object itself names its actor; null without one. Nothing is said of what it holds. */
export function actorFieldOf(value: unknown): string | null {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return null;
  return ACTOR_FIELDS.find((name) => Object.hasOwn(value, name)) ?? null;
}
