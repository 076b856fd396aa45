"use client";

import { Button, Group, Stack } from "@mantine/core";
import { useForm } from "@mantine/form";
import { IconPlugConnected } from "@tabler/icons-react";
import dynamic from "next/dynamic";
import { useState } from "react";
import { Failure } from "@/app/_ui/failure";
import { focusFirstError } from "@/app/_ui/form-errors";
import type { SavedCredentials } from "@/lib/operations/onboarding/get-credentials";
import type { OnboardingDraft } from "@/lib/operations/onboarding/schemas";
import type { Project } from "@/lib/company/projects/schemas";
import { AccountAnswers, Testing } from "./account-answers";
import { type AccountValues, accountValues, missingLogin, type ReplyValues, replyValues } from "./mail-account-values";
import { ConflictDialog } from "./conflict-dialog";
import { MailboxChoice } from "./mailbox-choice";
import { PresetChoice } from "./preset-choice";
import { ReplyFields } from "./reply-fields";
import { SaveBar } from "./save-bar";
import { SavedAccount } from "./saved-account";
import { ServerFields } from "./server-fields";
import { ACCOUNT_LABELS, useAccountDraft } from "./use-account-draft";
import { useMailAccount } from "./use-mail-account";

// Few installations offer it.
const ConnectGmail = dynamic(() => import("./connect-gmail").then((module) => module.ConnectGmail), { ssr: false });

type Props = {
  project: Project;
  saved: SavedCredentials["mail_account"];
  replies: SavedCredentials["reply_mailbox"];
  /** The choices of this installation besides SMTP. */
  offers: { testMailbox: boolean; gmail: boolean };
  /** The servers that this person typed and has not saved. */
  draft: OnboardingDraft | null;
  /** Saved, and not working yet. */
  onKept: () => Promise<void>;
  onSaved: () => Promise<void>;
};

/** The account that emails are sent from: Gmail where it is connected, until another one is wanted. */
export function MailAccountForm(props: Props) {
  const [another, setAnother] = useState(false);
  const { project, saved, replies, offers, onSaved } = props;
  if (saved?.provider !== "gmail" || !offers.gmail || another) return <AccountForm {...props} />;
  return (
    <Stack gap="md">
      <SavedAccount project={project} saved={saved} replies={null} replaceable={false} />
      <ConnectGmail project={project} saved={saved} replies={replies} />
      <Group justify="flex-end" gap="sm">
        <Button variant="default" onClick={() => setAnother(true)}>
          Use another account
        </Button>
        {saved.test?.ok && <Button onClick={() => void onSaved()}>Continue</Button>}
      </Group>
    </Stack>
  );
}

/** The account and the mailbox that replies are read from, or the built-in test mailbox. Both are tested when they are saved. */
function AccountForm({ project, saved, replies, offers, draft, onKept, onSaved }: Props) {
  const [testMailbox, setTestMailbox] = useState(saved?.use_test_mailbox ?? false);
  const form = useForm<AccountValues & ReplyValues>({
    initialValues: { ...accountValues(saved), ...replyValues(replies) },
    validate: (values) => (testMailbox ? {} : missingLogin(values)),
  });
  const kept = useAccountDraft({ project, form, draft });
  const { save, check } = useMailAccount({ project, form, testMailbox, draft: kept, onKept, onSaved });
  const clean = Object.keys(form.errors).length === 0;
  const busy = save.isPending || check.isPending;
  const choose = (use: boolean): void => {
    setTestMailbox(use);
    form.clearErrors();
    check.reset();
    save.reset();
  };
  return (
    <form onSubmit={form.onSubmit((values) => save.mutate(values), focusFirstError(form))} noValidate>
      <Stack gap="md">
        {saved && <SavedAccount project={project} saved={saved} replies={replies} replaceable />}
        {offers.testMailbox && <MailboxChoice used={testMailbox} onChoose={choose} />}
        {!testMailbox && (
          <>
            {offers.gmail && <ConnectGmail project={project} saved={saved} replies={replies} />}
            <PresetChoice form={form} gmail={!offers.gmail} />
            <ServerFields form={form} />
            <ReplyFields form={form} />
          </>
        )}
        {busy && <Testing />}
        {!busy && <AccountAnswers answers={save.data ?? check.data} saved={save.data !== undefined} />}
        {check.isError && clean && <Failure title="The account could not be tested" error={check.error} />}
        <ConflictDialog conflicts={kept.conflicts} labels={ACCOUNT_LABELS} onChoose={kept.choose} />
        <SaveBar
          saving={save.isPending}
          typed={!testMailbox && form.isDirty()}
          failing={kept.failing}
          without="without user and password"
          saved={saved?.provider === "smtp" && !form.isDirty() && testMailbox === saved.use_test_mailbox}
          error={save.isError && clean ? save.error : null}
        >
          <Button
            variant="default"
            leftSection={<IconPlugConnected size={16} aria-hidden />}
            loading={check.isPending}
            disabled={save.isPending}
            onClick={() => !form.validate().hasErrors && check.mutate(form.getValues())}
          >
            Test connection
          </Button>
        </SaveBar>
      </Stack>
    </form>
  );
}
