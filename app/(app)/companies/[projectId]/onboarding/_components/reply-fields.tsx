import {
  Alert,
  Checkbox,
  Fieldset,
  PasswordInput,
  SegmentedControl,
  SimpleGrid,
  Stack,
  Text,
  TextInput,
} from "@mantine/core";
import type { UseFormReturnType } from "@mantine/form";
import { CountInput } from "@/app/_ui/count-input";
import {
  type AccountValues,
  imapHostOf,
  REPLY_SECURITY,
  replyPortFor,
  type ReplyValues,
  UNENCRYPTED,
} from "./mail-account-values";

type Form = UseFormReturnType<AccountValues & ReplyValues>;

/** Where replies arrive: by default the same provider with the same login. */
export function ReplyFields({ form }: { form: Form }) {
  const { reads } = form.values;
  return (
    <Fieldset legend="Replies">
      <Stack gap="md">
        <Checkbox
          label="Read replies from this account (IMAP)"
          description="A reply stops the sequence for that person. Without it, follow-ups also go to people who answered."
          {...form.getInputProps("reads", { type: "checkbox" })}
        />
        {reads && <ReplyAccountFields form={form} />}
      </Stack>
    </Fieldset>
  );
}

/** Server and login, which by default is the one that sends. */
export function ReplyAccountFields({ form }: { form: Form }) {
  const { same_login } = form.values;
  return (
    <>
      <ReplyServer form={form} />
      <Checkbox label="Same user and password" {...form.getInputProps("same_login", { type: "checkbox" })} />
      {!same_login && (
        <SimpleGrid cols={{ base: 1, sm: 2 }}>
          <TextInput label="IMAP user" required autoComplete="off" {...form.getInputProps("reply_user")} />
          <PasswordInput
            label="IMAP password"
            required
            autoComplete="new-password"
            visibilityToggleButtonProps={{ tabIndex: 0, "aria-label": "Show the IMAP password" }}
            {...form.getInputProps("reply_password")}
          />
        </SimpleGrid>
      )}
    </>
  );
}

function ReplyServer({ form }: { form: Form }) {
  const { host, reply_secure } = form.values;
  return (
    <>
      <SimpleGrid cols={{ base: 1, sm: 2 }}>
        <TextInput
          label="IMAP server"
          placeholder={imapHostOf(host) || "imap.example.com"}
          autoComplete="off"
          {...form.getInputProps("reply_host")}
        />
        <CountInput label="IMAP port" min={1} max={65_535} required {...form.getInputProps("reply_port")} />
      </SimpleGrid>
      <div>
        <Text size="sm" fw={500} mb={6} id="reply-security-label">
          IMAP security
        </Text>
        <SegmentedControl
          data={REPLY_SECURITY}
          value={reply_secure}
          onChange={(next) =>
            form.setValues({ reply_secure: next, reply_port: replyPortFor(next, form.values.reply_port) })
          }
          aria-labelledby="reply-security-label"
        />
        {reply_secure === "none" && (
          <Alert color="orange" mt="xs" role="status">
            {UNENCRYPTED}
          </Alert>
        )}
      </div>
    </>
  );
}
