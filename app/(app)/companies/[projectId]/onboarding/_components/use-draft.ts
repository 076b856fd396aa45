"use client";

import type { UseFormReturnType } from "@mantine/form";
import { useEffect, useEffectEvent, useRef, useState } from "react";
import { api, ApiError, mayPass } from "@/app/_ui/api-client";
import { mergeAnswers, type Answers } from "@/app/_ui/merge-answers";
import type { Project } from "@/lib/company/projects/schemas";
import type { DraftPart, OnboardingDraft } from "@/lib/operations/onboarding/schemas";
import { keepHere, keptHere } from "./kept-here";
import { conflictsOf, isSame, openingAnswers, typedIn, type Conflict, type Typed } from "./typed-answers";

const PATH = "/api/onboarding/drafts";
const TYPING_MS = 1_000;
const RETRY_MS = 5_000;

type Held = Typed & { revision: string | null };
const NOTHING_HELD: Held = { read: {}, typed: {}, revision: null };

type Of<V extends Answers> = {
  project: Project;
  part: DraftPart;
  form: UseFormReturnType<V>;
  /** The fields that are kept: never a login, password or key. */
  fields: readonly (keyof V & string)[];
  /** As the page read it. */
  draft: OnboardingDraft | null;
  /** Fields wait for a choice: until then nothing is kept over what others have. */
  waits: boolean;
  onConflicts: (conflicts: Conflict[]) => void;
  /** The draft is gone, because the part was saved elsewhere: reads what is saved now. */
  onGone: () => Promise<void>;
};

/**
 * Keeps typed answers on the server, for this person alone, a second after the last key. This browser holds what the server does not have
 * yet. Nothing is lost by a reload, and nothing is taken for saved.
 */
export function useDraft<V extends Answers>(of: Of<V>) {
  const { project, part, form, fields, waits } = of;
  const name = `onboarding-${part}-${project.id}`;
  const { workspace_id } = project;
  const [failure, setFailure] = useState<unknown>(null);
  const held = useRef<Held>({ ...NOTHING_HELD, ...of.draft });
  const inTurn = useTurns();
  const begun = useRef(false);
  const heldValues = (): V => ({ ...form.getInitialValues(), ...held.current.typed });
  const typed = (): Typed => typedIn(fields, form.getInitialValues(), form.getValues());
  const isHeld = (): boolean => isSame(typed(), { read: held.current.read, typed: held.current.typed });
  const keepInBrowser = (): void => keepHere(name, isHeld() ? null : typedIn(fields, heldValues(), form.getValues()));

  const takeTheirs = async (): Promise<void> => {
    const { drafts } = await api<{ drafts: OnboardingDraft[] }>(PATH, { query: { workspace_id } });
    const theirs = drafts.find((draft) => draft.part === part);
    const before = heldValues();
    held.current = theirs ?? NOTHING_HELD;
    if (!theirs) return of.onGone();
    const mine = form.getValues();
    const merged = mergeAnswers(before, mine, heldValues());
    form.setValues(merged.values);
    of.onConflicts(conflictsOf(merged.conflicts, mine, theirs.typed));
  };
  const send = async (keepalive: boolean): Promise<void> => {
    const sent = typed();
    if (isHeld()) return;
    const json = { workspace_id, part, revision: held.current.revision, ...sent };
    try {
      const { draft } = await api<{ draft: OnboardingDraft | null }>(PATH, { method: "PUT", json, keepalive });
      held.current = { ...sent, revision: draft?.revision ?? null };
      keepInBrowser();
    } catch (error) {
      if (!(error instanceof ApiError) || error.code !== "onboarding_draft.stale") throw error;
      await takeTheirs();
    }
  };
  const keep = (keepalive = false): void => void inTurn(() => send(keepalive)).then(() => setFailure(null), setFailure);

  const keepSoon = useEffectEvent((milliseconds: number) => {
    if (!begun.current || waits) return undefined;
    keepInBrowser();
    if (isHeld()) return undefined;
    const timer = setTimeout(keep, milliseconds);
    return () => clearTimeout(timer);
  });
  const open = useEffectEvent(() => {
    const opening = openingAnswers({ saved: form.getInitialValues(), draft: held.current, here: keptHere(name) });
    form.setValues(opening.values);
    of.onConflicts(opening.conflicts);
    begun.current = true;
  });
  const leave = useEffectEvent(() => {
    if (begun.current && !waits) keep(true);
  });
  useEffect(() => keepSoon(TYPING_MS), [form.values, waits]);
  useEffect(() => (failure !== null && mayPass(failure) ? keepSoon(RETRY_MS) : undefined), [failure]);
  useEffect(() => open(), []);
  useLeaving(() => leave());

  /** The part was saved, and its draft went with it; what was typed since is kept as not saved. */
  const saved = (): void => {
    held.current = NOTHING_HELD;
    keepInBrowser();
  };
  return { inTurn, saved, failing: failure !== null };
}

/** One request after the other, so that a draft never arrives after the save that ends it. */
function useTurns(): <T>(run: () => Promise<T>) => Promise<T> {
  const last = useRef<Promise<unknown>>(Promise.resolve());
  return (run) => {
    const next = last.current.then(run, run);
    last.current = next;
    return next;
  };
}

/** The page is closed, or another one is opened in its place. */
function useLeaving(leave: () => void): void {
  const onLeave = useEffectEvent(leave);
  useEffect(() => {
    const left = (): void => onLeave();
    window.addEventListener("pagehide", left);
    return () => {
      window.removeEventListener("pagehide", left);
      left();
    };
  }, []);
}
