"use client";

import { Badge, Divider, NavLink, Stack, Text, VisuallyHidden } from "@mantine/core";
import { IconChevronDown, IconPlus } from "@tabler/icons-react";
import { Link } from "@/app/_ui/link";
import { use } from "react";
import { useUnreadReplies } from "../use-unread-replies";
import { LedgerShown, useLedgerStream, useRereading } from "../use-ledger-stream";
import classes from "./company-navigation.module.css";
import { isShown, SETUP, WORK, type CompanyPage } from "./company-pages";

export type CompanyRef = { id: string; name: string; sample?: boolean; workspaceId?: string };

/** `testMailbox`: whether the built-in mailbox is a screen here. */
export type Shown = { unreadReplies: number; testMailbox: boolean };
type Props = { company: CompanyRef; companies: CompanyRef[]; pathname: string; shown?: Shown };
const NOTHING: Shown = { unreadReplies: 0, testMailbox: false };

export function CompanyNavigation({ company, companies, pathname, shown = NOTHING }: Props) {
  // Every page of a company follows it: it leaves at once when access ends, and nothing read before passes for what is so now.
  useLedgerStream(company.id, useRereading(["company", company.id]));
  const unread = useUnreadReplies({
    projectId: company.id,
    workspaceId: company.workspaceId,
    initial: shown.unreadReplies,
  });
  const installed = { ledger: use(LedgerShown), testMailbox: shown.testMailbox };
  const base = `/companies/${company.id}`;
  const link = ({ path, label, icon: Icon }: CompanyPage) => {
    const href = `${base}${path}`;
    const active = path === "" ? pathname === base : pathname.startsWith(href);
    return (
      <NavLink
        key={path}
        component={Link}
        href={href}
        label={label}
        active={active}
        aria-current={active ? "page" : undefined}
        leftSection={<Icon size={18} stroke={1.6} aria-hidden />}
        rightSection={path === "/replies" && unread > 0 && <Unread count={unread} />}
        className={classes.link}
      />
    );
  };
  return (
    <div className={classes.navigation}>
      <CompanySwitcher company={company} companies={companies} />
      <Stack gap={2} mt="md" component="nav" aria-label="Work">
        {WORK.filter((page) => isShown(page, installed)).map(link)}
      </Stack>
      <Divider my="md" color="var(--hairline)" />
      <Stack gap={2} component="nav" aria-label="Setup">
        {SETUP.map(link)}
      </Stack>
    </div>
  );
}

const Unread = ({ count }: { count: number }) => (
  <Badge size="sm" circle={count < 10}>
    {count > 99 ? "99+" : count}
    <VisuallyHidden> unread</VisuallyHidden>
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
