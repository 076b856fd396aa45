"use client";

import type { UseFormReturnType } from "@mantine/form";
import type { Project } from "@/lib/company/projects/schemas";
import type { OnboardingDraft } from "@/lib/operations/onboarding/schemas";
import type { AccountValues, ReplyValues } from "./mail-account-values";
import { useConflicts } from "./use-conflicts";
import { useDraft } from "./use-draft";

type Values = AccountValues & ReplyValues;
type Of = { project: Project; form: UseFormReturnType<Values>; draft: OnboardingDraft | null };

/** The servers are kept; user and password are not, in no browser and on no server. */
const KEPT = ["host", "port", "secure", "reads", "reply_host", "reply_port", "reply_secure", "same_login"] as const;

export const ACCOUNT_LABELS: Readonly<Record<(typeof KEPT)[number], string>> = {
  host: "Server",
  port: "Port",
  secure: "Security",
  reads: "Read replies",
  reply_host: "IMAP server",
  reply_port: "IMAP port",
  reply_secure: "IMAP security",
  same_login: "Same user and password",
};

/** Keeps the typed servers of an account until it is saved. */
export function useAccountDraft({ project, form, draft }: Of) {
  const { conflicts, setConflicts, choose } = useConflicts(form);
  const kept = useDraft({
    project,
    part: "credentials",
    form,
    fields: KEPT,
    draft,
    waits: conflicts.length > 0,
    onConflicts: setConflicts,
    // An account is saved as a whole: the typed servers stay until theirs is replaced.
    onGone: () => Promise.resolve(),
  });
  return { ...kept, conflicts, choose };
}
