"use client";

import "@mantine/spotlight/styles.css";
import { Spotlight, createSpotlight } from "@mantine/spotlight";
import { useDebouncedValue } from "@mantine/hooks";
import { IconSearch } from "@tabler/icons-react";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { useEffect, useState } from "react";
import { api } from "../api-client";
import { Failure } from "../failure";
import { leadName, type Named } from "../lead-words";
import type { CompanyRef } from "./company-navigation";
import type { Installed } from "./company-pages";
import { knownItems, matching, type PaletteItem } from "./palette-items";

const [store, palette] = createSpotlight();
const MOST = 6;

type Props = {
  company: CompanyRef | undefined;
  companies: readonly CompanyRef[];
  installed: Installed;
  onClose: () => void;
};

/** Finds a page, an action, a company, a campaign, a lead or a conversation, and goes there. */
export function CommandPalette({ company, companies, installed, onClose }: Props) {
  const router = useRouter();
  const [question, setQuestion] = useState("");
  const found = useFound(company, question);
  useEffect(() => palette.open(), []);
  const items = [...matching(knownItems({ company, companies, installed }), question), ...found.items];
  const groups = [...Map.groupBy(items, ({ group }) => group)];
  return (
    <Spotlight.Root
      store={store}
      query={question}
      onQueryChange={setQuestion}
      onSpotlightClose={onClose}
      shortcut={null}
      scrollable
      maxHeight={420}
      aria-label="Search and commands"
    >
      <Spotlight.Search
        placeholder="Search companies, pages, campaigns, people …"
        aria-label="Search"
        leftSection={<IconSearch size={18} aria-hidden />}
      />
      <Spotlight.ActionsList>
        {groups.map(([group, of]) => (
          <Spotlight.ActionsGroup key={group} label={group}>
            {of.slice(0, question ? MOST : 20).map(({ id, label, description, href }) => (
              <Spotlight.Action key={id} label={label} description={description} onClick={() => router.push(href)} />
            ))}
          </Spotlight.ActionsGroup>
        ))}
        {found.error && <Failure title="Campaigns, leads and replies could not be searched" error={found.error} />}
        {items.length === 0 && !found.error && (
          <Spotlight.Empty>{found.loading ? "Searching…" : `Nothing is called “${question}”.`}</Spotlight.Empty>
        )}
      </Spotlight.ActionsList>
    </Spotlight.Root>
  );
}

type Campaigns = { data: { id: string; name: string; status: string }[] };
type Leads = { data: (Named & { id: string })[] };
type Threads = { data: { id: string; contact_email: string; contact_name: string | null; subject: string }[] };

type Found = { items: PaletteItem[]; loading: boolean; error: Error | null };

/** Campaigns, people and conversations of one company that match these words. */
function useFound(company: Props["company"], question: string): Found {
  const [asked] = useDebouncedValue(question.trim(), 200);
  const workspaceId = company?.workspaceId;
  const { data, isFetching, error } = useQuery({
    queryKey: ["palette", company?.id, asked],
    enabled: workspaceId !== undefined && asked.length > 1,
    placeholderData: keepPreviousData,
    queryFn: async ({ signal }): Promise<PaletteItem[]> => {
      const at = `/companies/${company?.id}`;
      const query = { workspace_id: workspaceId };
      const [campaigns, leads, threads] = await Promise.all([
        api<Campaigns>("/api/campaigns", { query: { ...query, limit: 200 }, signal }),
        api<Leads>("/api/leads", { query: { ...query, q: asked, limit: MOST }, signal }),
        api<Threads>("/api/replies", { query: { ...query, limit: 100 }, signal }),
      ]);
      const known = [
        ...campaigns.data.map(({ id, name, status }) => ({
          id,
          group: "Campaigns",
          label: name,
          description: status,
          href: `${at}/campaigns/${id}`,
        })),
        ...threads.data.map(({ id, contact_email, contact_name, subject }) => ({
          id,
          group: "Replies",
          label: contact_name ?? contact_email,
          description: `${subject} · ${contact_email}`,
          href: `${at}/replies?thread=${id}`,
        })),
      ];
      const people = leads.data.map((lead) => ({
        id: lead.id,
        group: "Leads",
        label: leadName(lead),
        description: lead.email,
        href: `${at}/leads/${lead.id}`,
      }));
      return [...matching(known, asked), ...people];
    },
  });
  const shown = asked.length > 1 && question.trim().length > 1;
  return { items: shown ? (data ?? []) : [], loading: isFetching, error: shown ? error : null };
}
