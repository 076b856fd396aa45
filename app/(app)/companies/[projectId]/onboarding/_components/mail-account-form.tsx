"use client";

import { Button, Code, Group, Stack, Text } from "@mantine/core";
import { useForm } from "@mantine/form";
import { IconPlugConnected } from "@tabler/icons-react";
import { useState } from "react";
import { Failure } from "@/app/_ui/failure";
import { When } from "@/app/_ui/when";
import type { SavedCredentials } from "@/lib/operations/onboarding/get-credentials";
import type { Project } from "@/lib/company/projects/schemas";
import { AccountAnswers, Testing } from "./account-answers";
import { type AccountValues, accountValues, missingLogin, type ReplyValues, replyValues } from "./mail-account-values";
import { MailboxChoice } from "./mailbox-choice";
import { PresetChoice } from "./preset-choice";
import { ReplyFields } from "./reply-fields";
import { SaveBar } from "./save-bar";
import { SendTestEmail } from "./send-test-email";
import { ServerFields } from "./server-fields";
import { useMailAccount } from "./use-mail-account";

type Props = {
  project: Project;
  saved: SavedCredentials["mail_account"];
  replies: SavedCredentials["reply_mailbox"];
  mailboxAvailable: boolean;
  /** Saved, and not working yet. */
  onKept: () => Promise<void>;
  onSaved: () => Promise<void>;
};

/** The account that emails are sent from and the mailbox that replies are read from, or the built-in test mailbox. Both are tested when they are saved. */
export function MailAccountForm({ project, saved, replies, mailboxAvailable, onKept, onSaved }: Props) {
  const [testMailbox, setTestMailbox] = useState(saved?.use_test_mailbox ?? false);
  const form = useForm<AccountValues & ReplyValues>({
    initialValues: { ...accountValues(saved), ...replyValues(replies) },
    validate: (values) => (testMailbox ? {} : missingLogin(values)),
  });
  const { save, check } = useMailAccount({ project, form, testMailbox, onKept, onSaved });
  const clean = Object.keys(form.errors).length === 0;
  const busy = save.isPending || check.isPending;
  const choose = (use: boolean): void => {
    setTestMailbox(use);
    form.clearErrors();
    check.reset();
    save.reset();
  };
  return (
    <form onSubmit={form.onSubmit((values) => save.mutate(values))} noValidate>
      <Stack gap="md">
        {saved && <SavedAccount project={project} saved={saved} replies={replies} />}
        {mailboxAvailable && <MailboxChoice used={testMailbox} onChoose={choose} />}
        {!testMailbox && (
          <>
            <PresetChoice form={form} />
            <ServerFields form={form} />
            <ReplyFields form={form} />
          </>
        )}
        {busy && <Testing />}
        {!busy && <AccountAnswers answers={save.data ?? check.data} saved={save.data !== undefined} />}
        {check.isError && clean && <Failure title="The account could not be tested" error={check.error} />}
        <SaveBar
          saving={save.isPending}
          saved={saved !== null && !form.isDirty() && testMailbox === saved.use_test_mailbox}
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

type SavedProps = Pick<Props, "project" | "replies"> & { saved: NonNullable<Props["saved"]> };

function SavedAccount({ project, saved, replies }: SavedProps) {
  const tests = [saved.test, saved.use_test_mailbox ? null : (replies?.test ?? null)].filter((test) => test !== null);
  return (
    <div>
      <Text size="sm">
        Saved: {saved.use_test_mailbox ? "the built-in test mailbox" : <Code>{saved.masked.preview}</Code>}
        {replies && !saved.use_test_mailbox && (
          <>
            , replies from <Code>{replies.masked.preview}</Code>
          </>
        )}
        . What you save now replaces it.
      </Text>
      {tests.map(({ protocol, ok, message, checked_at }) => (
        <Group key={protocol} gap={6} mt={4} wrap="nowrap" align="flex-start" data-test={protocol} data-ok={ok}>
          <Text size="sm" c={ok ? "dimmed" : "var(--mantine-color-error)"} style={{ overflowWrap: "anywhere" }}>
            {ok ? "Tested" : "Does not work"} <When iso={checked_at} />: {message}
          </Text>
        </Group>
      ))}
      <Group mt="xs">
        <SendTestEmail project={project} />
      </Group>
    </div>
  );
}
