"use client";

import { Badge, NavLink, Stack, Text, VisuallyHidden } from "@mantine/core";
import { IconChevronDown, IconPlus } from "@tabler/icons-react";
import { Link } from "@/app/_ui/link";
import { use, type ReactNode } from "react";
import { useUnreadReplies } from "../use-unread-replies";
import { useWaitingApprovals } from "../use-waiting-approvals";
import { LedgerShown, useLedgerStream, useRereading } from "../use-ledger-stream";
import classes from "./company-navigation.module.css";
import { isCurrent, isShown, NOT_INSTALLED, PAGE_GROUPS, type CompanyPage, type Installed } from "./company-pages";

export type CompanyRef = { id: string; name: string; sample?: boolean; workspaceId?: string };

/** The counts beside the pages as they were read with the page, and the pages that this installation has. */
export type Shown = Omit<Installed, "ledger"> & { unreadReplies: number; waitingApprovals: number };
type Props = { company: CompanyRef; companies: CompanyRef[]; pathname: string; shown?: Shown };
const NOTHING: Shown = { ...NOT_INSTALLED, unreadReplies: 0, waitingApprovals: 0 };

export function CompanyNavigation({ company, companies, pathname, shown = NOTHING }: Props) {
  // Every page of a company follows it: it leaves at once when access ends, and nothing read before passes for what is so now.
  useLedgerStream(company.id, useRereading(["company", company.id]));
  const unread = useUnreadReplies({
    projectId: company.id,
    workspaceId: company.workspaceId,
    initial: shown.unreadReplies,
  });
  const waiting = useWaitingApprovals({ projectId: company.id, initial: shown.waitingApprovals });
  const counts: Record<string, ReactNode> = {
    "/replies": unread > 0 && <Count count={unread} of="unread" />,
    "/approvals": waiting > 0 && <Count count={waiting} of="waiting for you" />,
  };
  const installed = { ...shown, ledger: use(LedgerShown) };
  const base = `/companies/${company.id}`;
  const link = ({ path, label, icon: Icon }: CompanyPage) => {
    const active = isCurrent({ path, base, pathname });
    return (
      <NavLink
        key={path}
        component={Link}
        href={base + path}
        label={label}
        active={active}
        aria-current={active ? "page" : undefined}
        leftSection={<Icon size={18} stroke={1.6} aria-hidden />}
        rightSection={counts[path]}
        className={classes.link}
      />
    );
  };
  return (
    <div className={classes.navigation}>
      <CompanySwitcher company={company} companies={companies} />
      {PAGE_GROUPS.map(({ title, pages }, group) => (
        <Stack key={title} gap={2} mt="md" component="nav" aria-label={title}>
          {group > 0 && (
            <Text size="xs" fw={600} c="dimmed" px="sm" aria-hidden>
              {title}
            </Text>
          )}
          {pages.filter((page) => isShown(page, installed)).map(link)}
        </Stack>
      ))}
    </div>
  );
}

const Count = ({ count, of }: { count: number; of: string }) => (
  <Badge size="sm" circle={count < 10}>
    {count > 99 ? "99+" : count}
    <VisuallyHidden> {of}</VisuallyHidden>
  </Badge>
);

/** The company's name, and behind it the way to the others. */
function CompanySwitcher({ company, companies }: Omit<Props, "pathname" | "shown">) {
  const others = companies.filter(({ id }) => id !== company.id);
  return (
    <details className={classes.switcher}>
      <summary className={classes.current}>
        <span className={classes.initial} aria-hidden>
          {[...company.name][0]?.toUpperCase()}
        </span>
        <Text component="span" fw={550} size="sm" truncate style={{ flex: 1, minWidth: 0 }}>
          {company.name}
        </Text>
        {company.sample && (
          <Badge size="xs" variant="light" color="yellow" title="Its people and numbers are invented">
            Sample
          </Badge>
        )}
        <VisuallyHidden>Switch company</VisuallyHidden>
        <IconChevronDown size={16} aria-hidden className={classes.chevron} />
      </summary>
      <ul className={classes.companies}>
        {others.map(({ id, name }) => (
          <li key={id}>
            <NavLink component={Link} href={`/companies/${id}`} label={name} className={classes.link} />
          </li>
        ))}
        <li>
          <NavLink
            component={Link}
            href="/companies/new"
            label="New company"
            leftSection={<IconPlus size={16} aria-hidden />}
            className={classes.link}
          />
        </li>
      </ul>
    </details>
  );
}
