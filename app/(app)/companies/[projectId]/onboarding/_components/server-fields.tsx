import { Alert, SegmentedControl, SimpleGrid, Text, TextInput } from "@mantine/core";
import type { UseFormReturnType } from "@mantine/form";
import { CountInput } from "@/app/_ui/count-input";
import { LoginFields } from "./login-fields";
import { type AccountValues, portFor, type ReplyValues, SECURITY, UNENCRYPTED } from "./mail-account-values";

/** The SMTP server and its login. The kind of security sets the port. */
export function ServerFields({ form }: { form: UseFormReturnType<AccountValues & ReplyValues> }) {
  const { secure } = form.values;
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
      <LoginFields user={form.getInputProps("user")} password={form.getInputProps("password")} />
    </>
  );
}
