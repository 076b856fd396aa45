const MAX_DEPTH = 32;

/** Why Postgres `jsonb` and `text` cannot hold a value, as a sentence; null when they can: bounded depth, no U+0000, no lone surrogates. */
export function findUnstorable(value: unknown, noun = "body", depth = 0): string | null {
  if (depth > MAX_DEPTH) return `The ${noun} is nested more than ${MAX_DEPTH} levels deep.`;
  if (typeof value === "string") {
    const isText = !value.includes("\0") && value.isWellFormed();
    return isText ? null : "A text holds a NUL or half a character (a lone surrogate), which cannot be stored.";
  }
  if (typeof value !== "object" || value === null) return null;
  const children: unknown[] = Array.isArray(value) ? value : Object.entries(value).flat();
  for (const child of children) {
    const problem = findUnstorable(child, noun, depth + 1);
    if (problem !== null) return problem;
  }
  return null;
}
