import { Anchor, Paper, Table, TableTbody, TableTd, TableTh, TableThead, TableTr, Text } from "@mantine/core";
import { Link } from "@/app/_ui/link";
import { formatCount, formatCounted } from "@/app/_ui/numbers";
import { When } from "@/app/_ui/when";
import type { ListedWorkspace } from "@/lib/operations/governance/schemas";
import { FreezeBadge } from "../../_components/freeze-badge";
import classes from "./workspace-table.module.css";

/** On a narrow screen the counts stand under the name instead of in columns of their own. */
export function WorkspaceTable({ rows }: { rows: ListedWorkspace[] }) {
  return (
    <Paper withBorder className={classes.sheet}>
      <Table verticalSpacing="sm" horizontalSpacing="md" fz="sm" stickyHeader stickyHeaderOffset={60} highlightOnHover>
        <TableThead className={classes.head}>
          <TableTr>
            <TableTh>Workspace</TableTh>
            <TableTh visibleFrom="md">Plan</TableTh>
            <TableTh visibleFrom="md" ta="right">
              Members
            </TableTh>
            <TableTh visibleFrom="md" ta="right">
              Companies
            </TableTh>
            <TableTh>Status</TableTh>
            <TableTh visibleFrom="md">Created</TableTh>
          </TableTr>
        </TableThead>
        <TableTbody>
          {rows.map((workspace) => (
            <WorkspaceRow key={workspace.id} workspace={workspace} />
          ))}
        </TableTbody>
      </Table>
    </Paper>
  );
}

function WorkspaceRow({ workspace }: { workspace: ListedWorkspace }) {
  const { id, name, slug, plan, members, companies, status, freeze_state, frozen_reason, created_at } = workspace;
  return (
    <TableTr>
      <TableTd className={classes.name}>
        <Anchor component={Link} href={`/admin/workspaces/${id}`} fw={550} size="sm">
          {name}
        </Anchor>
        <Text size="xs" c="dimmed">
          {slug}
        </Text>
        <Text size="xs" c="dimmed" hiddenFrom="md" mt={2}>
          <span className={classes.plan}>{plan}</span> · {formatCounted(members, "member", "members")} ·{" "}
          {formatCounted(companies, "company", "companies")}
        </Text>
      </TableTd>
      <TableTd visibleFrom="md" className={classes.plan}>
        {plan}
      </TableTd>
      <TableTd visibleFrom="md" ta="right" className="numbers">
        {formatCount(members)}
      </TableTd>
      <TableTd visibleFrom="md" ta="right" className="numbers">
        {formatCount(companies)}
      </TableTd>
      <TableTd className={classes.status}>
        <FreezeBadge status={status} state={freeze_state} />
        {frozen_reason && (
          <Text size="xs" c="dimmed" mt={4} lineClamp={2} style={{ overflowWrap: "anywhere" }}>
            {frozen_reason}
          </Text>
        )}
      </TableTd>
      <TableTd visibleFrom="md">
        <When iso={created_at} />
      </TableTd>
    </TableTr>
  );
}
