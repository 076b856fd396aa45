import { Badge, Card, Code, Table, TableTbody, TableTd, TableTh, TableThead, TableTr, Text } from "@mantine/core";
import { TableScroll } from "@/app/_ui/table-scroll";
import { formatCounted } from "@/app/_ui/numbers";
import type { IsolationReport } from "@/lib/operations/governance/check-isolation";
import classes from "./checked-tables.module.css";

type Checked = IsolationReport["tables"][number];
type Attempt = Checked["attempts"][number];

const WHO: Record<Attempt["as"], string> = {
  tenant_role: "another workspace, through Greenlight",
  authenticated: "another workspace's member, through Supabase",
  anon: "an anonymous visitor, through Supabase",
};

const OUTCOMES: Record<Attempt["outcome"], { words: string; color: string }> = {
  leaked: { words: "Leaked", color: "red" },
  refused: { words: "Refused", color: "green" },
  nothing_seen: { words: "Saw nothing", color: "green" },
};

const leaksOf = ({ attempts }: Checked): number => attempts.filter(({ outcome }) => outcome === "leaked").length;

/** Tables with a leak first, and open. */
export function CheckedTables({ tables }: { tables: Checked[] }) {
  const sorted = tables.toSorted((one, other) => leaksOf(other) - leaksOf(one) || one.table.localeCompare(other.table));
  return (
    <Card p={0} component="section" aria-label="Attempts">
      {sorted.map((table) => (
        <CheckedTable key={table.table} checked={table} />
      ))}
    </Card>
  );
}

function CheckedTable({ checked }: { checked: Checked }) {
  const leaks = leaksOf(checked);
  const attempts = checked.attempts.toSorted((one, other) => rank(one) - rank(other));
  return (
    <details className={classes.table} open={leaks > 0}>
      <summary className={classes.summary}>
        <Text span size="sm" ff="monospace" className={classes.name}>
          {checked.table}
        </Text>
        <Badge color={leaks > 0 ? "red" : "green"}>
          {leaks > 0 ? formatCounted(leaks, "leak", "leaks") : formatCounted(attempts.length, "attempt", "attempts")}
        </Badge>
      </summary>
      <TableScroll minWidth={560} label={`Attempts on ${checked.table}`}>
        <Table fz="xs" verticalSpacing={6} horizontalSpacing="md">
          <TableThead>
            <TableTr>
              <TableTh>Tried as</TableTh>
              <TableTh>To</TableTh>
              <TableTh>Outcome</TableTh>
              <TableTh>Detail</TableTh>
            </TableTr>
          </TableThead>
          <TableTbody>
            {attempts.map((attempt) => (
              <TableTr key={`${attempt.as} ${attempt.tried}`}>
                <TableTd>
                  <Code fz={11}>{attempt.as}</Code>
                  <Text size="xs" c="dimmed">
                    {WHO[attempt.as]}
                  </Text>
                </TableTd>
                <TableTd>{attempt.tried}</TableTd>
                <TableTd>
                  <Badge size="sm" color={OUTCOMES[attempt.outcome].color}>
                    {OUTCOMES[attempt.outcome].words}
                  </Badge>
                </TableTd>
                <TableTd style={{ overflowWrap: "anywhere" }}>{attempt.detail}</TableTd>
              </TableTr>
            ))}
          </TableTbody>
        </Table>
      </TableScroll>
    </details>
  );
}

const rank = ({ outcome }: Attempt): number => (outcome === "leaked" ? 0 : 1);
