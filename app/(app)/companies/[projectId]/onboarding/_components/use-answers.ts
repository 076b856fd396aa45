"use client";

import type { UseFormReturnType } from "@mantine/form";
import { useMutation } from "@tanstack/react-query";
import { useRef } from "react";
import { api, ApiError } from "@/app/_ui/api-client";
import { showFieldErrors } from "@/app/_ui/form-errors";
import { mergeAnswers, type Answers } from "@/app/_ui/merge-answers";
import { takeSaved } from "@/app/_ui/take-saved";
import type { Project } from "@/lib/company/projects/schemas";
import type { DraftPart, OnboardingDraft } from "@/lib/operations/onboarding/schemas";
import { conflictsOf, isSame } from "./typed-answers";
import { useConflicts } from "./use-conflicts";
import { useDraft } from "./use-draft";

/** A part as the page read it: the revision of what is saved, and what this person typed and has not saved. */
export type FirstRead = { revision: number; draft: OnboardingDraft | null };
type Revised<V> = { values: V; revision: number };

type Of<V extends Answers, A> = {
  project: Project;
  part: DraftPart;
  form: UseFormReturnType<V>;
  /** The answers that this part shows. Those of another part are held to be saved with them. */
  fields: readonly (keyof V & string)[];
  first: FirstRead;
  /** Answers what is saved, and saves. */
  path: string;
  body: (values: V) => Record<string, unknown>;
  toSaved: (answer: A) => Revised<V>;
  onSaved: (answer: A) => Promise<void>;
};

/**
 * The answers of one part, kept while they are typed and not saved. A save names the revision that was read; what others saved meanwhile is
 * brought together with it, and fields that both changed wait for a choice.
 */
export function useAnswers<V extends Answers, A>(of: Of<V, A>) {
  const { project, form, path } = of;
  const { workspace_id } = project;
  const revision = useRef(of.first.revision);
  const { conflicts, setConflicts, choose } = useConflicts(form);
  const readSaved = async (): Promise<Revised<V>> => of.toSaved(await api<A>(path, { query: { workspace_id } }));
  /** How many fields wait for a choice between the typed answer and the one that others saved. */
  const take = (theirs: Revised<V>): number => {
    const mine = form.getValues();
    const merged = mergeAnswers(form.getInitialValues(), mine, theirs.values);
    form.setInitialValues(theirs.values);
    form.setValues(merged.values);
    revision.current = theirs.revision;
    setConflicts(conflictsOf(merged.conflicts, mine, theirs.values));
    return merged.conflicts.length;
  };
  const draft = useDraft({
    project,
    part: of.part,
    form,
    fields: of.fields,
    draft: of.first.draft,
    waits: conflicts.length > 0,
    onConflicts: setConflicts,
    onGone: async () => void take(await readSaved()),
  });
  const send = async (): Promise<A> => {
    const sent = form.getValues();
    const json = { workspace_id, revision: revision.current, ...of.body(sent) };
    const answer = await api<A>(path, { json });
    const saved = of.toSaved(answer);
    takeSaved(form, sent, saved.values);
    revision.current = saved.revision;
    draft.saved();
    return answer;
  };
  const sendOver = async (): Promise<A | null> => {
    try {
      return await send();
    } catch (error) {
      if (!(error instanceof ApiError) || !error.code.endsWith(".stale")) throw error;
      return take(await readSaved()) > 0 ? null : send();
    }
  };
  const save = useMutation({
    mutationFn: () => draft.inTurn(sendOver),
    onMutate: () => form.clearErrors(),
    onSuccess: (answer) => (answer === null ? undefined : of.onSaved(answer)),
    onError: (error) => void showFieldErrors(form, error),
  });
  const isShown = (error: string): boolean => of.fields.some((field) => error.split(".")[0] === field);
  return {
    save,
    conflicts,
    choose,
    dirty: !isSame(form.values, form.getInitialValues()),
    failing: draft.failing,
    error: save.isError && !Object.keys(form.errors).some(isShown) ? save.error : null,
  };
}
