import { Alert, Text } from "@mantine/core";
import { IconAlertTriangle } from "@tabler/icons-react";
import type { CsvPreview } from "@/lib/outreach/leads/preview-csv";
import { formatCount } from "../numbers";
import { RowErrors } from "./row-errors";

/** The content of the file under the current mapping, before anything is imported. */
export function PreviewSummary({ fileName, preview }: { fileName: string; preview: CsvPreview }) {
  const { total, refused, errors, problem, encoding, stopped, held } = preview;
  return (
    <div aria-live="polite">
      <Text size="sm" mb={problem || refused > 0 ? "sm" : 0} style={{ overflowWrap: "anywhere" }}>
        <b>{fileName}</b>: {formatCount(total)} {total === 1 ? "row" : "rows"}
        {refused > 0 && `, ${formatCount(refused)} of them will be skipped`}
        {encoding === "windows-1252" && ", read as Windows-1252"}. Nothing is imported yet.
      </Text>
      {(stopped > 0 || held > 0) && (
        <Alert color="blue" mb="sm">
          {stopped > 0 &&
            `${formatCount(stopped)} ${stopped === 1 ? "person" : "people"} opted out, bounced or replied in the tool this file comes from: imported, and not emailed. `}
          {held > 0 &&
            `${formatCount(held)} ${held === 1 ? "address waits" : "addresses wait"} for your confirmation: of a role, mistyped or guessed.`}
        </Alert>
      )}
      {problem && (
        <Alert color="yellow" icon={<IconAlertTriangle size={18} aria-hidden />} title="Adjust the columns first">
          {problem}
        </Alert>
      )}
      {!problem && <RowErrors errors={errors} refused={refused} />}
    </div>
  );
}
