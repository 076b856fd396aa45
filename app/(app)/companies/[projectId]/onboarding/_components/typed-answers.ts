import { mergeAnswers, type Answers } from "@/app/_ui/merge-answers";

export type Conflict = { field: string; mine: unknown; theirs: unknown };
/** Typed fields, and what was saved in them when they were typed into. */
export type Typed = { read: Answers; typed: Answers };

export const isSame = (one: unknown, other: unknown): boolean => JSON.stringify(one) === JSON.stringify(other);

/** The kept fields in which `values` differ from `saved`. */
export function typedIn(fields: readonly string[], saved: Answers, values: Answers): Typed {
  const changed = fields.filter((field) => !isSame(saved[field], values[field]));
  const of = (answers: Answers): Answers => Object.fromEntries(changed.map((field) => [field, answers[field]]));
  return { read: of(saved), typed: of(values) };
}

/** The fields that wait for a choice, each with the typed answer and that of others. */
export const conflictsOf = (fields: readonly string[], mine: Answers, theirs: Answers): Conflict[] =>
  fields.map((field) => ({ field, mine: mine[field], theirs: theirs[field] }));

type Left<V> = { saved: V; draft: Typed; here: Typed | null };

/**
 * The answers with which a form opens: what is saved, with what the server kept of this person's typing, with what this browser could not
 * hand over any more. A field that another tab or member changed meanwhile takes their change, or is a conflict.
 */
export function openingAnswers<V extends Answers>({
  saved,
  draft,
  here,
}: Left<V>): {
  values: V;
  conflicts: Conflict[];
} {
  const kept = { ...saved, ...draft.typed };
  const first = mergeAnswers({ ...saved, ...draft.read }, kept, saved);
  const typed = { ...first.values, ...here?.typed };
  const second = mergeAnswers({ ...first.values, ...here?.read }, typed, first.values);
  const withSaved = conflictsOf(first.conflicts, second.values, saved);
  const withKept = conflictsOf(second.conflicts, typed, first.values);
  return {
    values: second.values,
    conflicts: [...withSaved, ...withKept.filter(({ field }) => !first.conflicts.includes(field))],
  };
}
