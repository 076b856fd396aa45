"use client";

import { NativeSelect, Table, TableTbody, TableTd, TableTh, TableThead, TableTr, Text } from "@mantine/core";
import { TableScroll } from "../table-scroll";
import type { CsvPreview } from "@/lib/outreach/leads/preview-csv";
import type { ColumnTarget } from "@/lib/outreach/leads/schemas";
import type { Mapping } from "./use-lead-import";

const TARGETS: readonly { value: ColumnTarget; label: string }[] = [
  { value: "email", label: "Email" },
  { value: "first_name", label: "First name" },
  { value: "last_name", label: "Last name" },
  { value: "company", label: "Company" },
  { value: "title", label: "Title" },
  { value: "website", label: "Website" },
  { value: "notes", label: "Notes" },
  { value: "custom", label: "Keep as extra" },
  { value: "ignore", label: "Ignore" },
];

type Props = { preview: CsvPreview; onChange: (mapping: Mapping) => void; busy: boolean };

/** Each column of the file with where it goes, above its first values. */
export function MappingTable({ preview, onChange, busy }: Props) {
  const { headers, mapping, rows } = preview;
  return (
    <TableScroll minWidth={headers.length * 170} label="Columns and first rows of the file">
      <Table fz="sm" withTableBorder aria-busy={busy}>
        <TableThead>
          <TableTr>
            {headers.map((header) => (
              <TableTh key={header} miw={160} style={{ verticalAlign: "top" }}>
                <Text size="xs" c="dimmed" truncate maw={200} mb={4}>
                  {header}
                </Text>
                <NativeSelect
                  size="xs"
                  aria-label={`Where the column ${header} goes`}
                  data={TARGETS}
                  value={mapping[header] ?? "custom"}
                  onChange={(event) => onChange({ ...mapping, [header]: event.currentTarget.value as ColumnTarget })}
                />
              </TableTh>
            ))}
          </TableTr>
        </TableThead>
        <TableTbody>
          {rows.slice(0, 5).map(({ row, cells }) => (
            <TableTr key={row}>
              {headers.map((header, index) => (
                <TableTd key={header} c={mapping[header] === "ignore" ? "dimmed" : undefined}>
                  <Text size="sm" truncate maw={220}>
                    {cells[index]}
                  </Text>
                </TableTd>
              ))}
            </TableTr>
          ))}
        </TableTbody>
      </Table>
    </TableScroll>
  );
}
