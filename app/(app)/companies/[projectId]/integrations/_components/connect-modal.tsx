"use client";

import { Alert, Button, Group, Modal, PasswordInput, Stack, Text, TextInput } from "@mantine/core";
import { useForm } from "@mantine/form";
import { useMutation } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { api } from "@/app/_ui/api-client";
import { Failure } from "@/app/_ui/failure";
import { showFieldErrors } from "@/app/_ui/form-errors";
import { notifyFailure, notifySuccess } from "@/app/_ui/notify";
import type { ProviderState } from "@/lib/company/integrations/schemas";
import { PROVIDERS } from "./provider-words";

type Props = { projectId: string; state: ProviderState; opened: boolean; onClose: () => void };
type Values = Record<string, string>;

/** Connects an account, or replaces its key: then the new one is tested before it takes the place of the old one. */
export function ConnectModal({ projectId, state, opened, onClose }: Props) {
  const { provider, integration } = state;
  const { name, where, fields } = PROVIDERS[provider];
  const shown = (field: string): string => String(integration?.masked[field] ?? "");
  const form = useForm<Values>({
    initialValues: Object.fromEntries(fields.map((field) => [field.name, field.secret ? "" : shown(field.name)])),
    validate: (values) =>
      Object.fromEntries(
        fields.filter((field) => field.secret && !values[field.name]).map((field) => [field.name, "Is required"]),
      ),
  });
  const saving = useSaving(projectId, state, {
    done: () => close(),
    failed: (error) => showFieldErrors(form, error, "config"),
  });
  const close = (): void => {
    onClose();
    form.reset();
    saving.reset();
  };
  const title = integration ? `Replace the key of ${name}` : `Connect ${name}`;
  return (
    <Modal
      opened={opened}
      onClose={close}
      title={title}
      size="lg"
      centered
      closeButtonProps={{ "aria-label": "Close" }}
    >
      <form onSubmit={form.onSubmit((values) => saving.mutate(values))} noValidate>
        <Stack gap="md">
          <Text size="sm">{where}</Text>
          {fields.map(({ secret, name: field, ...words }) => {
            const Input = secret ? PasswordInput : TextInput;
            return (
              <Input
                key={field}
                {...words}
                autoComplete="off"
                required={secret}
                data-autofocus={secret}
                {...form.getInputProps(field)}
              />
            );
          })}
          {integration && (
            <Alert variant="light" color="gray">
              The new key is tested first. If the test fails, the old key stays.
            </Alert>
          )}
          {saving.isError && <Failure title="The key was not saved" error={saving.error} />}
          <Group justify="flex-end">
            <Button variant="default" onClick={close}>
              Cancel
            </Button>
            <Button type="submit" loading={saving.isPending}>
              {integration ? "Test and replace" : "Connect and test"}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}

function useSaving(
  projectId: string,
  { provider, integration }: ProviderState,
  then: { done: () => void; failed: (error: unknown) => void },
) {
  const { name } = PROVIDERS[provider];
  const path = `/api/projects/${projectId}/integrations/${provider}`;
  const router = useRouter();
  const test = useMutation({
    mutationFn: () => api(`${path}/test`, { method: "POST" }),
    onError: (error) => notifyFailure(`${name} was not tested`, error),
    onSettled: () => router.refresh(),
  });
  return useMutation({
    mutationFn: (values: Values) => {
      const config = Object.fromEntries(Object.entries(values).filter(([, value]) => value !== ""));
      return api(path, { method: "PUT", json: { config, enabled: true } });
    },
    onSuccess: () => {
      notifySuccess(integration ? `The key of ${name} was replaced` : `The key of ${name} was saved`);
      // A first key is saved while its provider may be away: its test is the next thing to know.
      if (!integration) test.mutate();
      then.done();
    },
    onError: then.failed,
    onSettled: () => router.refresh(),
  });
}
