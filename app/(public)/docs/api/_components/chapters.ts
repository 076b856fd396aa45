import type { DocumentedOperation, OpenApiDocument } from "@/lib/http/openapi/document";

type Place = { path: string; method: string; operation: DocumentedOperation };
export type Chapter = { id: string; title: string; description: string; operations: Place[] };

/** The document by its tags, in the order in which both were written. */
export function chaptersOf({ tags, paths }: OpenApiDocument): Chapter[] {
  const places = Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]): Place => ({ path, method, operation })),
  );
  return tags.map(({ name, description }) => ({
    id: `about-${name.toLowerCase().replace(/\W+/g, "-")}`,
    title: name,
    description,
    operations: places.filter(({ operation }) => operation.tags[0] === name),
  }));
}
