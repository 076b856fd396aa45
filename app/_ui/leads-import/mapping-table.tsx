"use client";

import { Button, NativeSelect, Table, TableTbody, TableTd, TableTh, TableThead, TableTr, Text } from "@mantine/core";
import { useState } from "react";
import { TableScroll } from "../table-scroll";
import type { CsvPreview } from "@/lib/outreach/leads/preview-csv";
import type { ColumnTarget } from "@/lib/outreach/leads/schemas";
import type { Mapping } from "./use-lead-import";

const TARGETS: readonly { value: ColumnTarget; label: string }[] = [
  { value: "email", label: "Email" },
  { value: "first_name", label: "First name" },
  { value: "last_name", label: "Last name" },
  { value: "full_name", label: "Full name" },
  { value: "company", label: "Company" },
  { value: "title", label: "Title" },
  { value: "website", label: "Website" },
  { value: "notes", label: "Notes" },
  { value: "phone", label: "Phone" },
  { value: "linkedin", label: "LinkedIn" },
  { value: "location", label: "Location" },
  { value: "outreach_status", label: "Opted out or replied" },
  { value: "custom", label: "Keep as extra" },
  { value: "ignore", label: "Ignore" },
];
const FOLDED: readonly ColumnTarget[] = ["custom", "ignore"];
const SAMPLES = 3;

type Props = { preview: CsvPreview; onChange: (mapping: Mapping) => void; busy: boolean };

/** Each column of the file, the field it goes to and its first values; the known columns first, the rest folded. */
export function MappingTable({ preview, onChange, busy }: Props) {
  const { headers, mapping, rows } = preview;
  const [unfolded, setUnfolded] = useState(false);
  const isKnown = (header: string): boolean => !FOLDED.includes(mapping[header] ?? "custom");
  const known = headers.filter(isKnown);
  const rest = headers.filter((header) => !isKnown(header));
  const shown = unfolded || known.length === 0 ? [...known, ...rest] : known;
  const samples = (header: string): string => {
    const index = headers.indexOf(header);
    const filled = rows.map(({ cells }) => cells[index]?.trim() ?? "").filter(Boolean);
    return [...new Set(filled)].slice(0, SAMPLES).join(" · ");
  };
  return (
    <div>
      <TableScroll minWidth={420} label="Columns of the file">
        <Table fz="sm" withTableBorder aria-busy={busy}>
          <TableThead>
            <TableTr>
              <TableTh>Your column</TableTh>
              <TableTh w={190}>Our field</TableTh>
              <TableTh>Sample</TableTh>
            </TableTr>
          </TableThead>
          <TableTbody>
            {shown.map((header) => (
              <TableTr key={header}>
                <TableTd style={{ overflowWrap: "anywhere" }}>{header}</TableTd>
                <TableTd>
                  <NativeSelect
                    size="xs"
                    aria-label={`Where the column ${header} goes`}
                    data={TARGETS}
                    value={mapping[header] ?? "custom"}
                    onChange={(event) => onChange({ ...mapping, [header]: event.currentTarget.value as ColumnTarget })}
                  />
                </TableTd>
                <TableTd maw={260}>
                  <Text size="sm" c="dimmed" truncate>
                    {samples(header)}
                  </Text>
                </TableTd>
              </TableTr>
            ))}
          </TableTbody>
        </Table>
      </TableScroll>
      {rest.length > 0 && known.length > 0 && (
        <Button variant="subtle" size="xs" mt="xs" onClick={() => setUnfolded(!unfolded)}>
          {unfolded
            ? "Show fewer columns"
            : `Show ${rest.length} more ${rest.length === 1 ? "column" : "columns"}, kept as extra`}
        </Button>
      )}
    </div>
  );
}
