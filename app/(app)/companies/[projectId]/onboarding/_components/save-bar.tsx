import { Button, Group, Text } from "@mantine/core";
import { IconCheck } from "@tabler/icons-react";
import { useEffect, useRef, type ReactNode } from "react";
import { Failure } from "@/app/_ui/failure";

type Props = {
  saving: boolean;
  saved: boolean;
  error: unknown;
  /** Something is typed and not saved. */
  typed?: boolean;
  /** The server could not keep it. */
  failing?: boolean;
  /** The fields of the part that no draft holds. */
  without?: string;
  children?: ReactNode;
};

/** The end of a part: its button, whether it is saved, and what went wrong when no field could say it. */
export function SaveBar({ saving, saved, error, typed = false, failing = false, without, children }: Props) {
  const button = useRef<HTMLButtonElement>(null);
  const wasSaving = useRef(false);
  useEffect(() => {
    // A button that saves is off meanwhile, and loses the focus, unless a field or the next part has it by now.
    if (wasSaving.current && !saving && document.activeElement === document.body) button.current?.focus();
    wasSaving.current = saving;
  }, [saving]);
  return (
    <>
      {error !== null && <Failure title="This part was not saved" error={error} />}
      <Group justify="space-between" mt="xs">
        <Text size="sm" c="dimmed" role="status">
          {typed &&
            `Not saved yet. ${failing ? "Only this browser keeps your draft" : "Your draft is kept"}${without ? `, ${without}` : ""}.`}
          {saved && !typed && (
            <>
              <IconCheck size={14} aria-hidden style={{ verticalAlign: "-2px" }} /> Saved
            </>
          )}
        </Text>
        <Group gap="sm">
          {children}
          <Button type="submit" loading={saving} ref={button}>
            Save and continue
          </Button>
        </Group>
      </Group>
    </>
  );
}
