"use client";

import {
  Alert,
  Button,
  Code,
  Group,
  PasswordInput,
  SegmentedControl,
  SimpleGrid,
  Stack,
  Text,
  TextInput,
} from "@mantine/core";
import { CountInput } from "@/app/_ui/count-input";
import { useForm, type UseFormReturnType } from "@mantine/form";
import { IconCheck, IconMailbox, IconPlugConnected } from "@tabler/icons-react";
import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { api } from "@/app/_ui/api-client";
import { Failure } from "@/app/_ui/failure";
import { showFieldErrors } from "@/app/_ui/form-errors";
import type { CredentialCheck } from "@/lib/operations/onboarding/check-credential";
import type { SavedCredentials } from "@/lib/operations/onboarding/get-credentials";
import type { Project } from "@/lib/company/projects/schemas";
import {
  type AccountValues,
  accountBody,
  accountValues,
  missingLogin,
  portFor,
  SECURITY,
  UNENCRYPTED,
} from "./mail-account-values";
import { SaveBar } from "./save-bar";
import { useSave } from "./use-save";

type Props = {
  project: Project;
  saved: SavedCredentials["mail_account"];
  mailboxAvailable: boolean;
  onSaved: () => Promise<void>;
};

/** The SMTP account mail is sent from, or the built-in test mailbox; it can be tried before it is saved. */
export function MailAccountForm({ project, saved, mailboxAvailable, onSaved }: Props) {
  const [testMailbox, setTestMailbox] = useState(saved?.use_test_mailbox ?? false);
  const form = useForm<AccountValues>({
    initialValues: accountValues(saved),
    validate: (values) => (testMailbox ? {} : missingLogin(values)),
  });
  const body = () => ({ workspace_id: project.workspace_id, ...accountBody(form.getValues(), testMailbox) });
  const save = useSave({ form, path: "/api/onboarding/credentials", body, nested: "data", onSaved });
  const check = useMutation({
    mutationFn: () => api<CredentialCheck>("/api/onboarding/validate-credential", { json: body() }),
    onError: (error) => showFieldErrors(form, error, "data"),
  });
  const clean = Object.keys(form.errors).length === 0;
  const choose = (use: boolean): void => {
    setTestMailbox(use);
    form.clearErrors();
    check.reset();
    save.reset();
  };
  return (
    <form onSubmit={form.onSubmit(() => save.mutate())} noValidate>
      <Stack gap="md">
        {saved && <SavedAccount saved={saved} />}
        {mailboxAvailable && <MailboxChoice used={testMailbox} onChoose={choose} />}
        {!testMailbox && <ServerFields form={form} />}
        {check.data && <CheckAnswer check={check.data} />}
        {check.isError && clean && <Failure title="The account could not be tried" error={check.error} />}
        <SaveBar
          saving={save.isPending}
          saved={saved !== null && !form.isDirty() && testMailbox === saved.use_test_mailbox}
          error={save.isError && clean ? save.error : null}
        >
          <Button
            variant="default"
            leftSection={<IconPlugConnected size={16} aria-hidden />}
            loading={check.isPending}
            onClick={() => !form.validate().hasErrors && check.mutate()}
          >
            Test connection
          </Button>
        </SaveBar>
      </Stack>
    </form>
  );
}

const SavedAccount = ({ saved }: { saved: NonNullable<Props["saved"]> }) => (
  <Text size="sm">
    Saved: {saved.use_test_mailbox ? "the built-in test mailbox" : <Code>{saved.masked.preview}</Code>}. What you save
    now replaces it.
  </Text>
);

function MailboxChoice({ used, onChoose }: { used: boolean; onChoose: (use: boolean) => void }) {
  if (used) {
    return (
      <Alert color="green" icon={<IconMailbox size={18} aria-hidden />} title="Built-in test mailbox">
        <Text size="sm">
          Nothing leaves this machine: every email becomes a file in the outbox folder. Good for trying everything out.
        </Text>
        <Button mt="sm" size="xs" variant="outline" onClick={() => onChoose(false)}>
          Use an SMTP account instead
        </Button>
      </Alert>
    );
  }
  return (
    <Group gap="sm">
      <Button variant="light" leftSection={<IconMailbox size={16} aria-hidden />} onClick={() => onChoose(true)}>
        Use the built-in test mailbox
      </Button>
      <Text size="sm" c="dimmed">
        or enter an SMTP account
      </Text>
    </Group>
  );
}

function ServerFields({ form }: { form: UseFormReturnType<AccountValues> }) {
  const secure = form.values.secure;
  return (
    <>
      <SimpleGrid cols={{ base: 1, sm: 2 }}>
        <TextInput
          label="Server"
          placeholder="smtp.example.com"
          required
          autoComplete="off"
          {...form.getInputProps("host")}
        />
        <CountInput label="Port" min={1} max={65_535} required {...form.getInputProps("port")} />
      </SimpleGrid>
      <div>
        <Text size="sm" fw={500} mb={6} id="security-label">
          Security
        </Text>
        <SegmentedControl
          data={SECURITY}
          value={secure}
          onChange={(next) => form.setValues({ secure: next, port: portFor(next, form.values.port) })}
          aria-labelledby="security-label"
        />
        {secure === "none" && (
          <Alert color="orange" mt="xs" role="status">
            {UNENCRYPTED}
          </Alert>
        )}
      </div>
      <SimpleGrid cols={{ base: 1, sm: 2 }}>
        <TextInput label="User" required autoComplete="off" {...form.getInputProps("user")} />
        <PasswordInput
          label="Password"
          description="Stored encrypted, never shown again"
          inputWrapperOrder={["label", "input", "description", "error"]}
          required
          autoComplete="new-password"
          {...form.getInputProps("password")}
        />
      </SimpleGrid>
    </>
  );
}

function CheckAnswer({ check }: { check: CredentialCheck }) {
  return (
    <Alert
      color={check.ok ? "green" : "red"}
      icon={check.ok ? <IconCheck size={18} aria-hidden /> : undefined}
      role="status"
      title={check.ok ? "The account works" : "The account does not work yet"}
    >
      {check.message}
    </Alert>
  );
}
