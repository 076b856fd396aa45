"use client";

import type { UseFormReturnType } from "@mantine/form";
import { useMutation } from "@tanstack/react-query";
import { api } from "@/app/_ui/api-client";
import { showFieldErrors } from "@/app/_ui/form-errors";
import type { Project } from "@/lib/company/projects/schemas";
import type { CredentialCheck } from "@/lib/operations/onboarding/check-credential";
import type { AccountTest } from "@/lib/outreach/mailbox/schemas";
import type { useDraft } from "./use-draft";
import { accountBody, type AccountValues, replyBody, type ReplyValues } from "./mail-account-values";

export type Answer = Pick<CredentialCheck, "ok" | "message"> & { protocol: "smtp" | "imap" };
type Values = AccountValues & ReplyValues;
type Form = UseFormReturnType<Values>;
type Of = {
  project: Project;
  form: Form;
  testMailbox: boolean;
  draft: Pick<ReturnType<typeof useDraft>, "inTurn" | "saved">;
  onKept: () => Promise<void>;
  onSaved: () => Promise<void>;
};

/** Tests the typed accounts, or saves them with the test that the server made of each. Saved and working leads to the next part. */
export function useMailAccount({ project, form, testMailbox, draft, onKept, onSaved }: Of) {
  const bodies = (values: Values) => {
    const smtp = { protocol: "smtp" as const, body: accountBody(values, testMailbox) };
    const imap = { protocol: "imap" as const, body: replyBody(values) };
    return testMailbox || !values.reads ? [smtp] : [smtp, imap];
  };
  const ask =
    <R>(path: string, toCheck: (answer: R) => Pick<CredentialCheck, "ok" | "message">) =>
    async (values: Values) => {
      const answers: Answer[] = [];
      for (const { protocol, body } of bodies(values)) {
        const answer = await api<R>(path, { json: { workspace_id: project.workspace_id, ...body } });
        const { ok, message } = toCheck(answer);
        answers.push({ protocol, ok, message });
      }
      return answers;
    };
  const onError = (error: Error) => void showFieldErrors(form, error, "data");
  const check = useMutation({
    mutationFn: ask<CredentialCheck>("/api/onboarding/validate-credential", (answer) => answer),
    onMutate: () => save.reset(),
    onError,
  });
  const saveAll = ask<{ test: AccountTest }>("/api/onboarding/credentials", ({ test }) => test);
  const save = useMutation({
    mutationFn: (values: Values) =>
      draft.inTurn(async () => {
        const answers = await saveAll(values);
        draft.saved();
        return answers;
      }),
    onMutate: () => {
      check.reset();
      form.clearErrors();
    },
    onSuccess: (answers, sent) => {
      if (!answers.every(({ ok }) => ok)) return onKept();
      form.resetDirty(sent);
      return onSaved();
    },
    onError,
  });
  return { save, check };
}
