"use client";

import { Card, Chip, Group, NativeSelect } from "@mantine/core";
import { IconZoomCheck } from "@tabler/icons-react";
import { Blank } from "@/app/_ui/blank";
import { MoreRows } from "@/app/_ui/more-rows";
import { PageHeader } from "@/app/_ui/page-header";
import { SearchInput } from "@/app/_ui/search-input";
import { usePages, type Page } from "@/app/_ui/use-pages";
import { useUrlFilter } from "@/app/_ui/use-url-filter";
import type { AuditLine } from "@/lib/foundation/audit/schemas";
import { AUDIT_FILTER } from "../../../_components/filter-names";
import { LogChecks } from "../../../_components/log-checks";
import { LogEntries } from "../../../_components/log-entry";
import { CsvLink, LogFilter, NothingFound } from "../../../_components/log-filter";
import { actionChoices } from "./action-choices";
import { AuditEntry } from "./audit-entry";
import type { AuditFilter, WorkspaceName } from "./audit-filter";

type Props = { firstPage: Page<AuditLine>; workspaces: WorkspaceName[]; me: string };

const PATH = "/api/admin/audit-log";

/** Every use of an administrator's rights and every change of access, filtered by the address. */
export function AuditLog({ firstPage, workspaces, me }: Props) {
  const filter = useUrlFilter(AUDIT_FILTER);
  const pages = usePages(PATH, filter.values, firstPage);
  return (
    <>
      <PageHeader
        title="Audit log"
        description="Every change to access, tokens, keys, members and freezes, and every use of administrator rights. Lines cannot be changed or deleted."
        actions={<CsvLink path={PATH} query={filter.values} />}
      />
      <LogChecks path={PATH} />
      <Presets filter={filter} />
      <LogFilter filter={filter} label="Audit log" placeholder="Action, person, target, reason or address">
        <OwnFilters filter={filter} workspaces={workspaces} found={pages.rows} />
      </LogFilter>
      <div aria-busy={filter.pending} style={{ opacity: filter.pending ? 0.6 : 1 }}>
        {pages.rows.length > 0 && (
          <Card p={0}>
            <LogEntries>
              {pages.rows.map((line) => (
                <AuditEntry key={line.seq} line={line} workspaces={workspaces} me={me} filter={filter} />
              ))}
            </LogEntries>
          </Card>
        )}
        {pages.rows.length === 0 &&
          (filter.active ? (
            <NothingFound filter={filter} what="line" />
          ) : (
            <Blank icon={<IconZoomCheck size={26} />} title="Nothing is recorded yet">
              The first change of access, or the first use of an administrator&rsquo;s rights, is written here.
            </Blank>
          ))}
        <MoreRows pages={pages} title="Older lines could not be loaded" />
      </div>
    </>
  );
}

const PRESETS = [
  { label: "Everything", search: "" },
  { label: "Super-admin access", search: "super_admin." },
  { label: "Freezes", search: "frozen" },
  { label: "Members", search: "member." },
  { label: "Keys", search: "key" },
  { label: "Tokens", search: "token" },
] as const;

function Presets({ filter }: { filter: AuditFilter }) {
  return (
    <Chip.Group value={filter.values.search} onChange={(search) => filter.set({ search: String(search) })}>
      <Group gap={6} mb="sm" align="center" role="group" aria-label="Frequent searches">
        {PRESETS.map(({ label, search }) => (
          <Chip key={label} value={search} size="xs" variant="outline">
            {label}
          </Chip>
        ))}
      </Group>
    </Chip.Group>
  );
}

type Own = { filter: AuditFilter; workspaces: WorkspaceName[]; found: AuditLine[] };

function OwnFilters({ filter: { values, set }, workspaces, found }: Own) {
  const chosen = values.workspace_id;
  const unnamed = chosen !== "" && !workspaces.some(({ id }) => id === chosen);
  return (
    <>
      <NativeSelect
        aria-label="Workspace"
        data={[
          { value: "", label: "All workspaces" },
          ...(unnamed ? [{ value: chosen, label: chosen }] : []),
          ...workspaces.map(({ id, name }) => ({ value: id, label: name })),
        ]}
        value={chosen}
        onChange={({ currentTarget: { value } }) => set({ workspace_id: value })}
        w={{ base: "calc(50% - 6px)", xs: 190 }}
      />
      <NativeSelect
        aria-label="Action"
        data={[
          { value: "", label: "All actions" },
          ...actionChoices([...found.map((line) => line.action), values.action]),
        ]}
        value={values.action}
        onChange={({ currentTarget: { value } }) => set({ action: value })}
        w={{ base: "calc(50% - 6px)", xs: 210 }}
      />
      <SearchInput
        aria-label="Actor"
        placeholder="Actor's id"
        leftSection={null}
        value={values.actor_id}
        onSearch={(actor_id) => set({ actor_id })}
        w={{ base: "100%", xs: 190 }}
      />
    </>
  );
}
