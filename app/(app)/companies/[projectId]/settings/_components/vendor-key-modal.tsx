"use client";

import { Alert, Button, Group, Modal, NativeSelect, PasswordInput, Stack, TextInput } from "@mantine/core";
import { useForm } from "@mantine/form";
import { useMutation } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { api } from "@/app/_ui/api-client";
import { Failure } from "@/app/_ui/failure";
import { showFieldErrors } from "@/app/_ui/form-errors";
import { notifySuccess } from "@/app/_ui/notify";
import type { Project } from "@/lib/company/projects/schemas";
import type { CredentialCheck } from "@/lib/operations/onboarding/check-credential";
import { isVendorType, VENDOR_KINDS, type VendorKind, type VendorType } from "./vendor-keys";

type Values = Record<string, string>;
type Of = {
  project: Project;
  types: readonly VendorType[];
  onClose: () => void;
  onSaved: (() => Promise<void>) | undefined;
};
type Props = Of & { opened: boolean };

const FIRST = "openai_api";
const kindOf = (type: string | undefined): VendorKind => VENDOR_KINDS[type && isVendorType(type) ? type : FIRST];

/** A key of a service, which is tried before it is saved. */
export function VendorKeyModal({ opened, ...of }: Props) {
  const { form, save, close } = useVendorKey(of);
  const { label, fields } = kindOf(form.values.type);
  const refused = save.data !== undefined && !save.data.ok ? save.data.message : null;
  return (
    <Modal
      opened={opened}
      onClose={close}
      title="Connect a service"
      centered
      closeButtonProps={{ "aria-label": "Close" }}
    >
      <form onSubmit={form.onSubmit((values) => save.mutate({ values, anyway: false }))} noValidate>
        <Stack gap="md">
          <NativeSelect
            label="Service"
            data={of.types.map((type) => ({ value: type, label: VENDOR_KINDS[type].label }))}
            {...form.getInputProps("type")}
          />
          {fields.map(({ name, label: fieldLabel, secret, optional, placeholder }) => {
            const Input = secret ? PasswordInput : TextInput;
            return (
              <Input
                key={`${label} ${name}`}
                label={fieldLabel}
                placeholder={placeholder}
                required={!optional}
                autoComplete="off"
                {...form.getInputProps(name)}
              />
            );
          })}
          {refused !== null && (
            <Alert color="orange" role="status" title="It was not saved">
              {refused}
            </Alert>
          )}
          {save.isError && Object.keys(form.errors).length === 0 && (
            <Failure title="The key was not saved" error={save.error} />
          )}
          <Group justify="flex-end">
            {refused !== null && (
              <Button
                variant="default"
                loading={save.isPending}
                onClick={() => save.mutate({ values: form.values, anyway: true })}
              >
                Save anyway
              </Button>
            )}
            <Button type="submit" loading={save.isPending}>
              Try and save
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}

function useVendorKey({ project, types, onClose, onSaved }: Of) {
  const router = useRouter();
  const form = useForm<Values>({ initialValues: { type: types[0] ?? FIRST, ...EMPTY }, validate: missing });
  const save = useMutation({
    mutationFn: async ({ values, anyway }: { values: Values; anyway: boolean }) => {
      const { label, fields } = kindOf(values.type);
      const given = fields.filter(({ name, optional }) => !optional || (values[name] ?? "").trim() !== "");
      const data = Object.fromEntries(given.map(({ name }) => [name, values[name] ?? ""]));
      const json = { workspace_id: project.workspace_id, type: values.type ?? FIRST, name: label, data };
      const check = anyway ? UNTRIED : await api<CredentialCheck>("/api/onboarding/validate-credential", { json });
      if (!check.ok) return check;
      await api("/api/onboarding/credentials", { json });
      return { ...check, label };
    },
    onMutate: () => form.clearErrors(),
    onSuccess: (answer) => {
      if (!("label" in answer)) return;
      notifySuccess(`${answer.label} saved`, answer.message);
      if (onSaved) void onSaved();
      else router.refresh();
      close();
    },
    onError: (error) => void showFieldErrors(form, error, "data"),
  });
  const close = (): void => {
    onClose();
    form.reset();
    save.reset();
  };
  return { form, save, close };
}

const UNTRIED: CredentialCheck = { ok: true, stage: null, message: "It is tried again within a minute." };

const EMPTY: Values = Object.fromEntries(
  Object.values(VENDOR_KINDS).flatMap(({ fields }) => fields.map(({ name }) => [name, ""] as const)),
);

function missing(values: Values): Record<string, string> {
  const empty = kindOf(values.type).fields.filter(
    ({ name, optional }) => !optional && (values[name] ?? "").trim() === "",
  );
  return Object.fromEntries(empty.map(({ name, label }) => [name, `Enter the ${label.toLowerCase()}`]));
}
