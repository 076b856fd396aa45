import { Anchor, Button, Group, Text } from "@mantine/core";
import type { UseFormReturnType } from "@mantine/form";
import { type AccountValues, PRESETS, presetOf, type ReplyValues } from "./mail-account-values";

type Props = {
  form: UseFormReturnType<AccountValues & ReplyValues>;
  /** With an app password; not where Google itself can be asked. */
  gmail: boolean;
};

/** Fills in the servers of a common provider, and says which password it takes. */
export function PresetChoice({ form, gmail }: Props) {
  const chosen = presetOf(form.values);
  return (
    <div>
      <Text size="sm" fw={500} mb={6} id="provider-label">
        Provider
      </Text>
      <Group gap="xs" role="group" aria-labelledby="provider-label">
        {PRESETS.filter(({ id }) => gmail || id !== "gmail").map((preset) => (
          <Button
            key={preset.id}
            size="xs"
            variant={chosen?.id === preset.id ? "filled" : "default"}
            aria-pressed={chosen?.id === preset.id}
            onClick={() => form.setValues({ ...preset.smtp, ...preset.imap })}
          >
            {preset.label}
          </Button>
        ))}
        <Text size="sm" c="dimmed">
          or type your provider’s servers below
        </Text>
      </Group>
      {chosen && (
        <Text size="sm" mt="xs">
          {chosen.help}{" "}
          <Anchor href={chosen.link} target="_blank" rel="noreferrer" size="sm" underline="always">
            Open {chosen.label}’s page
          </Anchor>
        </Text>
      )}
    </div>
  );
}
