"use client";

import { Button, Checkbox, Group, NativeSelect, Stack, Text, TextInput } from "@mantine/core";
import { useForm } from "@mantine/form";
import { Failure } from "@/app/_ui/failure";
import type { CreateKey } from "@/lib/foundation/credentials/schemas";
import classes from "./keys.module.css";
import { presetsOf, type ScopeGroup } from "./scope-words";

export type NewKey = CreateKey;
type Scope = CreateKey["scopes"][number];
type Props = {
  offered: ScopeGroup[];
  onSubmit: (input: NewKey) => void;
  onCancel: () => void;
  pending: boolean;
  error: unknown;
};

const EXPIRIES = [
  { value: "30", label: "In 30 days" },
  { value: "90", label: "In 90 days" },
  { value: "365", label: "In a year" },
  { value: "", label: "Never" },
];

export function CreateKeyForm({ offered, onSubmit, onCancel, pending, error }: Props) {
  const form = useForm<{ name: string; expires: string; scopes: Scope[] }>({
    initialValues: { name: "", expires: "90", scopes: [] },
    validate: {
      name: (name) => (name.trim() === "" ? "Give the key a name" : null),
      scopes: (scopes) => (scopes.length === 0 ? "Choose at least one thing the key may do" : null),
    },
  });
  const submit = form.onSubmit(({ name, expires, scopes }) =>
    onSubmit({ name: name.trim(), scopes, expires_in_days: expires === "" ? null : Number(expires) }),
  );
  return (
    <form onSubmit={submit} noValidate>
      <Stack gap="md">
        <Group align="flex-start" grow preventGrowOverflow={false}>
          <TextInput
            label="Name"
            placeholder="Nightly import"
            maxLength={100}
            required
            data-autofocus
            miw={220}
            {...form.getInputProps("name")}
          />
          <NativeSelect label="Expires" data={EXPIRIES} {...form.getInputProps("expires")} />
        </Group>
        <ScopeChoice
          offered={offered}
          value={form.values.scopes}
          onChange={(scopes) => form.setFieldValue("scopes", scopes)}
          error={form.errors.scopes}
        />
        {error != null && <Failure title="The key was not made" error={error} />}
        <Group justify="flex-end">
          <Button variant="default" onClick={onCancel}>
            Cancel
          </Button>
          <Button type="submit" loading={pending}>
            Make the key
          </Button>
        </Group>
      </Stack>
    </form>
  );
}

type ChoiceProps = {
  offered: ScopeGroup[];
  value: Scope[];
  onChange: (scopes: Scope[]) => void;
  error: React.ReactNode;
};

function ScopeChoice({ offered, value, onChange, error }: ChoiceProps) {
  const toggle = (scope: Scope, on: boolean): void =>
    onChange(on ? [...value, scope] : value.filter((chosen) => chosen !== scope));
  return (
    <div role="group" aria-labelledby="scopes-label" aria-describedby={error ? "scopes-error" : undefined}>
      <Group justify="space-between" mb="sm">
        <Text size="sm" fw={550} id="scopes-label">
          What may it do? As little as the script needs.
        </Text>
        <Group gap={6}>
          {presetsOf(offered).map(({ label, scopes }) => (
            <Button key={label} size="compact-xs" variant="default" onClick={() => onChange(scopes)}>
              {label}
            </Button>
          ))}
        </Group>
      </Group>
      {error && (
        <Text size="sm" c="var(--mantine-color-error)" mb="sm" id="scopes-error" role="alert">
          {error}
        </Text>
      )}
      <div className={classes.groups}>
        {offered.map(({ title, scopes }) => (
          <fieldset key={title} className={classes.group}>
            <legend>{title}</legend>
            <Stack gap={8}>
              {scopes.map(({ scope, label }) => (
                <Checkbox
                  key={scope}
                  size="xs"
                  label={label}
                  checked={value.includes(scope)}
                  onChange={({ currentTarget: { checked } }) => toggle(scope, checked)}
                />
              ))}
            </Stack>
          </fieldset>
        ))}
      </div>
    </div>
  );
}
