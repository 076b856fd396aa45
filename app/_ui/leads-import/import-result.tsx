import { Alert, Button, Group, Stack } from "@mantine/core";
import { IconAlertTriangle, IconCheck } from "@tabler/icons-react";
import type { LeadImport } from "@/lib/outreach/leads/schemas";
import { formatCount } from "../numbers";
import { RowErrors } from "./row-errors";

type Props = { result: LeadImport; onAnother: () => void; onUndo: () => void; undoing: boolean };

const TITLES: Record<LeadImport["status"], string> = {
  running: "The leads are being imported",
  done: "The leads are imported",
  cancelled: "The import was cancelled. Leads that came in stay until you undo it",
  failed: "The import stopped. Import the same file again to finish it",
  undone: "The import was undone",
};

export function ImportResult({ result, onAnother, onUndo, undoing }: Props) {
  const { status, imported, updated, skipped, errors, refused, stopped, held } = result;
  const isDone = status === "done";
  const parts = [
    `${formatCount(imported)} new`,
    ...(updated > 0 ? [`${formatCount(updated)} updated`] : []),
    ...(skipped > 0 ? [`${formatCount(skipped)} already known and unchanged, or twice in the file`] : []),
    ...(refused > 0 ? [`${formatCount(refused)} with a problem`] : []),
    ...(stopped > 0 ? [`${formatCount(stopped)} not to be contacted`] : []),
    ...(held > 0 ? [`${formatCount(held)} to be confirmed`] : []),
  ];
  return (
    <Stack gap="md">
      <Alert
        color={isDone ? "green" : "yellow"}
        icon={isDone ? <IconCheck size={18} aria-hidden /> : <IconAlertTriangle size={18} aria-hidden />}
        title={TITLES[status]}
        role="status"
      >
        {parts.join(", ")}.
      </Alert>
      <RowErrors errors={errors} refused={refused} />
      <Group justify="flex-end">
        <Button variant="subtle" onClick={onUndo} loading={undoing}>
          Undo this import
        </Button>
        <Button variant="default" onClick={onAnother}>
          Import another file
        </Button>
      </Group>
    </Stack>
  );
}
