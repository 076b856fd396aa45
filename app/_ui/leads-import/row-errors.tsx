"use client";

import { Card, Spoiler, Table, TableTbody, TableTd, TableTh, TableThead, TableTr, Text } from "@mantine/core";
import { TableScroll } from "../table-scroll";
import type { RowError } from "@/lib/outreach/leads/schemas";
import { formatCount } from "../numbers";

/** Which rows cannot be imported and why; rows are counted as in a spreadsheet. */
export function RowErrors({ errors, refused }: { errors: RowError[]; refused: number }) {
  if (errors.length === 0) return null;
  const rows = new Set(errors.map(({ row }) => row)).size;
  return (
    <Card p="sm" radius="md">
      <Spoiler maxHeight={180} showLabel="Show all" hideLabel="Show fewer">
        <TableScroll minWidth={420} label="Rows with a problem">
          <Table fz="sm">
            <caption style={{ captionSide: "top", textAlign: "left", padding: "0 0 8px" }}>
              {formatCount(refused)} {refused === 1 ? "row" : "rows"} skipped
              {refused > rows && `, the first ${formatCount(rows)} shown`}
            </caption>
            <TableThead>
              <TableTr>
                <TableTh w={70}>Row</TableTh>
                <TableTh w={140}>Column</TableTh>
                <TableTh>Problem</TableTh>
              </TableTr>
            </TableThead>
            <TableTbody>
              {errors.map(({ row, column, error }) => (
                <TableTr key={`${row} ${column} ${error}`}>
                  <TableTd className="numbers">{row}</TableTd>
                  <TableTd style={{ overflowWrap: "anywhere" }}>
                    {column ?? (
                      <Text span c="dimmed" size="sm">
                        whole row
                      </Text>
                    )}
                  </TableTd>
                  <TableTd style={{ overflowWrap: "anywhere" }}>{error}</TableTd>
                </TableTr>
              ))}
            </TableTbody>
          </Table>
        </TableScroll>
      </Spoiler>
    </Card>
  );
}
