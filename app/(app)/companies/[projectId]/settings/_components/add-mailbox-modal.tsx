"use client";

import { Alert, Button, Group, Modal, Select, SimpleGrid, Stack, Switch, TextInput } from "@mantine/core";
import { useForm, type UseFormReturnType } from "@mantine/form";
import { useMutation } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { api } from "@/app/_ui/api-client";
import { CountInput } from "@/app/_ui/count-input";
import { Failure } from "@/app/_ui/failure";
import { showFieldErrors } from "@/app/_ui/form-errors";
import { notifyFailure, notifySuccess } from "@/app/_ui/notify";
import type { Project } from "@/lib/company/projects/schemas";
import type { Mailbox } from "@/lib/outreach/mailbox/schemas";
import { LoginFields } from "../../onboarding/_components/login-fields";
import {
  accountBody,
  missingLogin,
  portFor,
  SECURITY,
  UNENCRYPTED,
} from "../../onboarding/_components/mail-account-values";

const EMPTY = {
  sender_name: "",
  sender_email: "",
  daily_limit: 50 as number | string,
  test_mailbox: false,
  host: "",
  port: 587 as number | string,
  secure: "starttls",
  user: "",
  password: "",
};
type Values = typeof EMPTY;
type Form = UseFormReturnType<Values>;
type Props = { project: Project; testMailboxAvailable: boolean; opened: boolean; onClose: () => void };

/** A sender and the account that sends for it. It is tested when it is added. */
export function AddMailboxModal({ project, testMailboxAvailable, opened, onClose }: Props) {
  const { form, add, close } = useAddMailbox(project, onClose);
  const clean = Object.keys(form.errors).length === 0;
  return (
    <Modal
      opened={opened}
      onClose={close}
      title="Add mailbox"
      size="lg"
      centered
      closeButtonProps={{ "aria-label": "Close" }}
    >
      <form onSubmit={form.onSubmit((values) => add.mutate(values))} noValidate>
        <Stack gap="md">
          <SenderFields form={form} />
          {testMailboxAvailable && (
            <Switch
              label="Use the built-in test mailbox"
              description="Nothing leaves this machine."
              {...form.getInputProps("test_mailbox", { type: "checkbox" })}
            />
          )}
          {!form.values.test_mailbox && <Server form={form} />}
          {add.isError && clean && <Failure title="The mailbox was not added" error={add.error} />}
          <Group justify="flex-end">
            <Button variant="default" onClick={close}>
              Cancel
            </Button>
            <Button type="submit" loading={add.isPending}>
              Test and add
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}

function useAddMailbox(project: Project, onClose: () => void) {
  const router = useRouter();
  const form = useForm<Values>({ initialValues: EMPTY, validate: missing });
  const add = useMutation({
    mutationFn: ({ sender_name, sender_email, daily_limit, test_mailbox, ...server }: Values) => {
      const sender = { sender_name, sender_email, daily_limit: Number(daily_limit) };
      const account = accountBody(server, test_mailbox);
      return api<Mailbox>("/api/mailboxes", { json: { workspace_id: project.workspace_id, ...sender, account } });
    },
    onMutate: () => form.clearErrors(),
    onSuccess: ({ address, test }) => {
      router.refresh();
      close();
      if (test?.ok) notifySuccess("Mailbox added", `${address} works, and gets new people from now on.`);
      else
        notifyFailure(`${address} was added and does not work yet`, new Error(test?.message ?? "It was not tested."));
    },
    onError: (error) => showFieldErrors(form, error) || showFieldErrors(form, error, "account.data"),
  });
  const close = (): void => {
    onClose();
    form.reset();
    add.reset();
  };
  return { form, add, close };
}

function SenderFields({ form }: { form: Form }) {
  return (
    <>
      <SimpleGrid cols={{ base: 1, sm: 2 }}>
        <TextInput label="Sender’s name" required {...form.getInputProps("sender_name")} />
        <TextInput label="Sender’s address" required type="email" {...form.getInputProps("sender_email")} />
      </SimpleGrid>
      <CountInput
        label="Emails a day"
        description={
          form.values.test_mailbox ? undefined : "It starts with 10 a day, and 5 more for each day of sending."
        }
        min={1}
        max={10_000}
        maw={280}
        {...form.getInputProps("daily_limit")}
      />
    </>
  );
}

function missing(values: Values): Record<string, string> {
  const sender = {
    ...(values.sender_name.trim() === "" && { sender_name: "Enter the sender’s name" }),
    ...(values.sender_email.trim() === "" && { sender_email: "Enter the sender’s address" }),
  };
  return values.test_mailbox ? sender : { ...sender, ...missingLogin(values) };
}

function Server({ form }: { form: Form }) {
  const { secure, port } = form.values;
  return (
    <>
      <SimpleGrid cols={{ base: 1, sm: 3 }}>
        <TextInput label="Server" placeholder="smtp.example.com" required {...form.getInputProps("host")} />
        <CountInput label="Port" min={1} max={65_535} required {...form.getInputProps("port")} />
        <Select
          label="Security"
          data={SECURITY}
          allowDeselect={false}
          value={secure}
          onChange={(next) => form.setValues({ secure: next ?? secure, port: portFor(next ?? secure, port) })}
        />
      </SimpleGrid>
      {secure === "none" && (
        <Alert color="orange" role="status">
          {UNENCRYPTED}
        </Alert>
      )}
      <LoginFields user={form.getInputProps("user")} password={form.getInputProps("password")} />
    </>
  );
}
