import type { z } from "zod";

export type SearchParams = Promise<Record<string, string | string[] | undefined>>;

type Given = Awaited<SearchParams>;

/** The named filters of an address. Invalid ones are ignored. */
export function filterOf<S extends z.ZodType>(schema: S, names: readonly string[], given: Given): z.output<S> {
  const texts = Object.fromEntries(names.flatMap((name) => (given[name] ? [[name, given[name]]] : [])));
  const read = schema.safeParse(texts);
  if (read.success) return read.data;
  const wrong = new Set(read.error.issues.map(({ path }) => String(path[0])));
  return schema.parse(Object.fromEntries(Object.entries(texts).filter(([name]) => !wrong.has(name))));
}
