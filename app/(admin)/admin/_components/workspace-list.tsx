"use client";

import { Button, Group, NativeSelect, Text } from "@mantine/core";
import { IconBuildingCommunity } from "@tabler/icons-react";
import { Blank } from "@/app/_ui/blank";
import { MoreRows } from "@/app/_ui/more-rows";
import { SearchInput } from "@/app/_ui/search-input";
import { usePages, type Page } from "@/app/_ui/use-pages";
import { useUrlFilter, type UrlFilter } from "@/app/_ui/use-url-filter";
import type { ListedWorkspace } from "@/lib/operations/governance/schemas";
import { WORKSPACE_FILTER } from "../../_components/filter-names";
import { WorkspaceTable } from "./workspace-table";

type Filter = UrlFilter<(typeof WORKSPACE_FILTER)[number]>;

/** Every workspace, with a filter that lives in the address. */
export function WorkspaceList({ firstPage }: { firstPage: Page<ListedWorkspace> }) {
  const filter = useUrlFilter(WORKSPACE_FILTER);
  const pages = usePages("/api/admin/workspaces", filter.values, firstPage);
  if (pages.rows.length === 0 && !filter.active) {
    return (
      <Blank icon={<IconBuildingCommunity size={26} />} title="No workspace yet">
        The first one appears when somebody signs in and creates a company.
      </Blank>
    );
  }
  return (
    <>
      <Filters filter={filter} />
      <div aria-busy={filter.pending} style={{ opacity: filter.pending ? 0.6 : 1 }}>
        {pages.rows.length > 0 ? <WorkspaceTable rows={pages.rows} /> : <NothingFound filter={filter} />}
        <MoreRows pages={pages} title="Further workspaces could not be loaded" />
      </div>
    </>
  );
}

function Filters({ filter }: { filter: Filter }) {
  return (
    <Group gap="sm" mb="md" role="search" aria-label="Workspaces">
      <SearchInput
        aria-label="Search workspaces"
        placeholder="Name, slug or id"
        value={filter.values.query}
        onSearch={(query) => filter.set({ query })}
        style={{ flex: "1 1 240px" }}
      />
      <NativeSelect
        aria-label="Status"
        data={[
          { value: "", label: "Any status" },
          { value: "active", label: "Active" },
          { value: "frozen", label: "Frozen" },
        ]}
        value={filter.values.status}
        onChange={({ currentTarget: { value } }) => filter.set({ status: value })}
        w={{ base: "100%", xs: 180 }}
      />
    </Group>
  );
}

function NothingFound({ filter }: { filter: Filter }) {
  return (
    <Group justify="center" py="xl" gap="sm">
      <Text c="dimmed">No workspace matches.</Text>
      <Button variant="default" size="xs" onClick={filter.clear}>
        Show all
      </Button>
    </Group>
  );
}
