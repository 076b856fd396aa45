import type { DocumentedOperation, OpenApiDocument } from "@/lib/http/openapi/document";
import type { GuidePart } from "@/lib/http/openapi/guide";

type Place = { path: string; method: string; operation: DocumentedOperation };
/** One page of the documentation: a subject of the guide, or the operations of one tag. */
export type Topic =
  | ({ kind: "guide" } & GuidePart)
  | { kind: "operations"; id: string; title: string; description: string; operations: Place[] };

/** Every topic: the guide first, then the document's tags, both in the order in which they are written. */
export function topicsOf({ tags, paths }: OpenApiDocument, guide: readonly GuidePart[]): Topic[] {
  const places = Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]): Place => ({ path, method, operation })),
  );
  return [
    ...guide.map((part): Topic => ({ kind: "guide", ...part })),
    ...tags.map(({ name, description }): Topic => ({
      kind: "operations",
      id: name.toLowerCase().replace(/\W+/g, "-"),
      title: name,
      description,
      operations: places.filter(({ operation }) => operation.tags[0] === name),
    })),
  ];
}

export type SearchEntry = { title: string; place: string; href: string; words: string };

/** An entry for each topic and each operation, with the words of its text and path. */
export function searchEntriesOf(topics: readonly Topic[], search: string): SearchEntry[] {
  return topics.flatMap((topic): SearchEntry[] => {
    const href = `/docs/api/${topic.id}${search}`;
    if (topic.kind === "guide") {
      return [{ title: topic.title, place: "Guide", href, words: topic.paragraphs.join(" ") }];
    }
    const operations = topic.operations.map(({ path, method, operation }) => ({
      title: operation.summary,
      place: `${method.toUpperCase()} ${path}`,
      href: `${href}#${operation.operationId}`,
      words: operation.description,
    }));
    return [{ title: topic.title, place: "Reference", href, words: topic.description }, ...operations];
  });
}

/** The entries that contain every word of the question; those with all words in title or path come first. */
export function searched(entries: readonly SearchEntry[], question: string): SearchEntry[] {
  const words = question.toLowerCase().split(/\s+/).filter(Boolean);
  if (words.length === 0) return [];
  const holds = (text: string): boolean => words.every((word) => text.toLowerCase().includes(word));
  const found = entries.filter(({ title, place, words: text }) => holds(`${title} ${place} ${text}`));
  const byName = ({ title, place }: SearchEntry): number => (holds(`${title} ${place}`) ? 0 : 1);
  return found.toSorted((a, b) => byName(a) - byName(b));
}
