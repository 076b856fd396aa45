"use client";

import { Card, NativeSelect } from "@mantine/core";
import { IconLogin2 } from "@tabler/icons-react";
import { Blank } from "@/app/_ui/blank";
import { MoreRows } from "@/app/_ui/more-rows";
import { PageHeader } from "@/app/_ui/page-header";
import { SearchInput } from "@/app/_ui/search-input";
import { usePages, type Page } from "@/app/_ui/use-pages";
import { useUrlFilter } from "@/app/_ui/use-url-filter";
import type { LoginLine } from "@/lib/foundation/audit/schemas";
import { LOGIN_FILTER } from "../../../_components/filter-names";
import { LogChecks } from "../../../_components/log-checks";
import { LogEntries } from "../../../_components/log-entry";
import { CsvLink, LogFilter, NothingFound } from "../../../_components/log-filter";
import { EVENTS, LoginEntry } from "./login-entry";

const PATH = "/api/admin/login-audit";

/** Sign-ins with address and device, as the identity provider reports them. */
export function LoginLog({ firstPage }: { firstPage: Page<LoginLine> }) {
  const filter = useUrlFilter(LOGIN_FILTER);
  const pages = usePages(PATH, filter.values, firstPage);
  const { values, set } = filter;
  return (
    <>
      <PageHeader
        title="Logins"
        description="Sign-ins, sign-outs, and created and deleted accounts, as the identity provider reports them."
        actions={<CsvLink path={PATH} query={values} />}
      />
      <LogChecks path={PATH} />
      <LogFilter filter={filter} label="Logins" placeholder="Person, email, address or device">
        <SearchInput
          aria-label="Email"
          placeholder="Exact email"
          leftSection={null}
          inputMode="email"
          value={values.email}
          onSearch={(email) => set({ email })}
          w={{ base: "100%", xs: 200 }}
        />
        <NativeSelect
          aria-label="Event"
          data={[
            { value: "", label: "All events" },
            ...Object.entries(EVENTS).map(([value, { words }]) => ({ value, label: words })),
          ]}
          value={values.event_type}
          onChange={({ currentTarget: { value } }) => set({ event_type: value })}
          w={{ base: "100%", xs: 190 }}
        />
      </LogFilter>
      <div aria-busy={filter.pending} style={{ opacity: filter.pending ? 0.6 : 1 }}>
        {pages.rows.length > 0 && (
          <Card p={0}>
            <LogEntries>
              {pages.rows.map((line) => (
                <LoginEntry key={line.seq} line={line} />
              ))}
            </LogEntries>
          </Card>
        )}
        {pages.rows.length === 0 &&
          (filter.active ? (
            <NothingFound filter={filter} what="login" />
          ) : (
            <Blank icon={<IconLogin2 size={26} />} title="No login is recorded yet">
              Lines appear when the identity provider reports that somebody signed in.
            </Blank>
          ))}
        <MoreRows pages={pages} title="Older logins could not be loaded" />
      </div>
    </>
  );
}
