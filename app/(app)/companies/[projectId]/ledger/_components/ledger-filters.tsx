"use client";

import { Button, Group, NativeSelect, TextInput } from "@mantine/core";
import { IconDownload } from "@tabler/icons-react";
import { LEDGER_KINDS } from "@/app/_ui/ledger-kinds";
import { SearchInput } from "@/app/_ui/search-input";
import { useUrlFilter } from "@/app/_ui/use-url-filter";

const NAMES = ["type", "q", "scope", "from", "to"] as const;

/** Search, kind and days in the address, and the same lines as a file. */
export function LedgerFilters({ projectId }: { projectId: string }) {
  const filter = useUrlFilter(NAMES);
  const { type, q, scope, from, to } = filter.values;
  const kinds = LEDGER_KINDS.map(({ label, types }) => ({ value: types.join(","), label }));
  const known = type === "" || kinds.some(({ value }) => value === type);
  const asked = new URLSearchParams(Object.entries(filter.values).filter(([, value]) => value !== ""));
  return (
    <Group gap="sm" align="flex-end" role="group" aria-label="Filter" style={{ flex: 1 }}>
      <SearchInput
        aria-label="Search the ledger"
        placeholder="Search"
        value={q}
        onSearch={(text) => filter.set({ q: text })}
        w={{ base: "100%", xs: 200 }}
      />
      <NativeSelect
        aria-label="Show only one kind of line"
        data={[{ value: "", label: "All kinds" }, ...kinds, ...(known ? [] : [{ value: type, label: type }])]}
        value={type}
        onChange={({ currentTarget: { value } }) => filter.set({ type: value })}
        w={{ base: "100%", xs: 190 }}
      />
      <NativeSelect
        aria-label="Of the company, or of the whole workspace"
        data={[
          { value: "", label: "This company" },
          { value: "workspace", label: "No single company" },
        ]}
        value={scope}
        onChange={({ currentTarget: { value } }) => filter.set({ scope: value })}
        w={{ base: "100%", xs: 170 }}
      />
      <TextInput
        type="date"
        aria-label="From day"
        value={from}
        max={to || undefined}
        onChange={({ currentTarget: { value } }) => filter.set({ from: value })}
      />
      <TextInput
        type="date"
        aria-label="To day"
        value={to}
        min={from || undefined}
        onChange={({ currentTarget: { value } }) => filter.set({ to: value })}
      />
      {filter.active && (
        <Button variant="subtle" color="gray" onClick={filter.clear}>
          Clear
        </Button>
      )}
      <Button
        component="a"
        href={`/api/projects/${projectId}/events/export?${asked}`}
        variant="default"
        leftSection={<IconDownload size={16} aria-hidden />}
        download
      >
        Export CSV
      </Button>
    </Group>
  );
}
