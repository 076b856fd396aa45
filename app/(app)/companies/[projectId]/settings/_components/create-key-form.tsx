"use client";

import { Button, Checkbox, Group, NativeSelect, Radio, Stack, Text, TextInput } from "@mantine/core";
import { useForm } from "@mantine/form";
import { Failure } from "@/app/_ui/failure";
import type { CreateKey } from "@/lib/foundation/credentials/schemas";
import classes from "./keys.module.css";
import { accessChoices, scopesOf, type Access, type ScopeGroup } from "./scope-words";

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
  const form = useForm<{ name: string; expires: string; access: Access; scopes: Scope[] }>({
    initialValues: { name: "", expires: "90", access: "read", scopes: [] },
    validate: {
      name: (name) => (name.trim() === "" ? "Give the key a name" : null),
      scopes: (scopes, { access }) =>
        access === "custom" && scopes.length === 0 ? "Choose at least one thing the key may do" : null,
    },
  });
  const submit = form.onSubmit(({ name, expires, access, scopes }) =>
    onSubmit({
      name: name.trim(),
      scopes: scopesOf(offered, access, scopes),
      expires_in_days: expires === "" ? null : Number(expires),
    }),
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
        <Radio.Group label="What may it do?" {...form.getInputProps("access")}>
          <Stack gap="xs" mt="xs">
            {accessChoices(offered).map((access) => (
              <Radio key={access.value} {...access} />
            ))}
          </Stack>
        </Radio.Group>
        {form.values.access === "custom" && (
          <ScopeChoice
            offered={offered}
            value={form.values.scopes}
            onChange={(scopes) => form.setFieldValue("scopes", scopes)}
            error={form.errors.scopes}
          />
        )}
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
    <div role="group" aria-label="Permissions of the key" aria-describedby={error ? "scopes-error" : undefined}>
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
