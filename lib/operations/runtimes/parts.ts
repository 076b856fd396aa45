import type { RuntimeParts } from "./schemas";

type Resource = { kind: "repository" | "database" | "application"; name: string };

/** The parts that exist, one of a kind. */
export function resourcesOf({
  repository,
  database,
  service,
}: Pick<RuntimeParts, "repository" | "database" | "service">): Resource[] {
  const parts = [
    { kind: "repository", name: repository },
    { kind: "database", name: database },
    { kind: "application", name: service },
  ] as const;
  return parts.flatMap(({ kind, name }) => (name === null ? [] : [{ kind, name }]));
}

/** The same in words. */
export const namesOf = (made: RuntimeParts): string[] => resourcesOf(made).map(({ kind, name }) => `${kind} ${name}`);
