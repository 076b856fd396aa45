import { Button, Group, Progress, Stack, Text } from "@mantine/core";
import type { LeadImport } from "@/lib/outreach/leads/schemas";
import { Failure } from "../failure";
import { formatCount } from "../numbers";

type Props = { progress: LeadImport | null; fileName: string; failure: Error | null; onCancel: () => void };

export function ImportProgress({ progress, fileName, failure, onCancel }: Props) {
  const share = progress && progress.total > 0 ? (100 * progress.processed) / progress.total : 0;
  return (
    <Stack gap="xs" py="md">
      {failure && <Failure title="The import cannot be followed at the moment" error={failure} />}
      <Group justify="space-between" gap="xs">
        <Text size="sm" fw={500} style={{ overflowWrap: "anywhere" }}>
          Importing {fileName}
        </Text>
        <Text size="sm" c="dimmed" className="numbers">
          {progress ? `${formatCount(progress.processed)} of ${formatCount(progress.total)}` : "Uploading…"}
        </Text>
      </Group>
      <Progress
        value={progress ? share : 100}
        animated={!progress}
        striped={!progress}
        size="lg"
        radius="xl"
        aria-label={`Importing ${fileName}`}
      />
      <Text size="xs" c="dimmed" role="status">
        {progress ? `${Math.floor(share / 10) * 10} % done` : "The file is on its way."}
      </Text>
      <Group justify="flex-end">
        <Button variant="default" onClick={onCancel} disabled={!progress}>
          Cancel import
        </Button>
      </Group>
    </Stack>
  );
}
