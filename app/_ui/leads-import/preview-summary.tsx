import { Alert, Text } from "@mantine/core";
import { IconAlertTriangle } from "@tabler/icons-react";
import type { CsvPreview } from "@/lib/outreach/leads/preview-csv";
import { formatCount } from "../numbers";
import { RowErrors } from "./row-errors";

/** The content of the file under the current mapping, before anything is imported. */
export function PreviewSummary({ fileName, preview }: { fileName: string; preview: CsvPreview }) {
  const { total, refused, errors, problem } = preview;
  return (
    <div aria-live="polite">
      <Text size="sm" mb={problem || refused > 0 ? "sm" : 0} style={{ overflowWrap: "anywhere" }}>
        <b>{fileName}</b>: {formatCount(total)} {total === 1 ? "row" : "rows"}
        {refused > 0 && `, ${formatCount(refused)} of them will be skipped`}. Nothing is imported yet.
      </Text>
      {problem && (
        <Alert color="yellow" icon={<IconAlertTriangle size={18} aria-hidden />} title="Adjust the columns first">
          {problem}
        </Alert>
      )}
      {!problem && <RowErrors errors={errors} refused={refused} />}
    </div>
  );
}
