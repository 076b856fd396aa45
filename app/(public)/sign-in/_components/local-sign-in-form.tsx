"use client";

import { Alert, Button, Divider, Stack, TextInput } from "@mantine/core";
import { isEmail, useForm } from "@mantine/form";
import { IconShieldHalf, IconUser } from "@tabler/icons-react";
import { useState } from "react";
import { api, ApiError, sentenceOf } from "@/app/_ui/api-client";

const DEMO = [
  { email: "founder@demo.local", label: "Continue as the demo founder", icon: <IconUser size={18} aria-hidden /> },
  { email: "admin@demo.local", label: "Continue as the demo admin", icon: <IconShieldHalf size={18} aria-hidden /> },
];

export function LocalSignInForm({ next }: { next: string }) {
  const [busy, setBusy] = useState<string | null>(null);
  const [failure, setFailure] = useState<string | null>(null);
  const form = useForm({
    mode: "uncontrolled",
    initialValues: { email: "" },
    validate: { email: isEmail("Enter an email address, like you@example.com") },
  });

  async function signIn(email: string): Promise<void> {
    setBusy(email);
    setFailure(null);
    try {
      await api("/api/local/sign-in", { json: { email } });
      window.location.assign(next);
    } catch (error) {
      if (error instanceof ApiError && error.fields.email) form.setFieldError("email", error.fields.email);
      else setFailure(sentenceOf(error));
      setBusy(null);
    }
  }

  return (
    <Stack gap="md">
      {failure && (
        <Alert color="red" role="alert" title="You are not signed in">
          {failure}
        </Alert>
      )}
      <form onSubmit={form.onSubmit(({ email }) => signIn(email.trim()))} noValidate>
        <Stack gap="sm">
          <TextInput
            label="Email"
            type="email"
            autoComplete="email"
            placeholder="you@example.com"
            required
            withAsterisk={false}
            key={form.key("email")}
            {...form.getInputProps("email")}
          />
          <Button
            type="submit"
            loading={busy !== null && !DEMO.some(({ email }) => email === busy)}
            disabled={busy !== null}
          >
            Sign in
          </Button>
        </Stack>
      </form>
      <Divider label="or" color="var(--hairline)" />
      {DEMO.map(({ email, label, icon }) => (
        <Button
          key={email}
          variant="default"
          leftSection={icon}
          onClick={() => void signIn(email)}
          loading={busy === email}
          disabled={busy !== null}
        >
          {label}
        </Button>
      ))}
    </Stack>
  );
}
