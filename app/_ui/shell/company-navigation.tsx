"use client";

import {
  Divider,
  Menu,
  MenuDropdown,
  MenuItem,
  MenuTarget,
  NavLink,
  ScrollArea,
  Stack,
  Text,
  UnstyledButton,
} from "@mantine/core";
import {
  IconCheck,
  IconChevronDown,
  IconLayoutDashboard,
  IconListCheck,
  IconNotebook,
  IconPlus,
  IconRocket,
  IconSend,
  IconSettings,
  IconUsers,
} from "@tabler/icons-react";
import Link from "next/link";
import classes from "./company-navigation.module.css";

export type CompanyRef = { id: string; name: string };

const WORK = [
  { path: "", label: "Dashboard", icon: IconLayoutDashboard },
  { path: "/campaigns", label: "Campaigns", icon: IconSend },
  { path: "/leads", label: "Leads", icon: IconUsers },
  { path: "/ledger", label: "Ledger", icon: IconNotebook },
] as const;

const SETUP = [
  { path: "/onboarding", label: "Onboarding", icon: IconListCheck },
  { path: "/launch", label: "Launch", icon: IconRocket },
  { path: "/settings", label: "Settings", icon: IconSettings },
] as const;

type Entry = (typeof WORK | typeof SETUP)[number];
type Props = { company: CompanyRef; companies: CompanyRef[]; pathname: string };

export function CompanyNavigation({ company, companies, pathname }: Props) {
  const base = `/companies/${company.id}`;
  const link = ({ path, label, icon: Icon }: Entry) => {
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
        className={classes.link}
      />
    );
  };
  return (
    <ScrollArea type="auto" style={{ flex: 1 }}>
      <CompanySwitcher company={company} companies={companies} />
      <Stack gap={2} mt="md" component="nav" aria-label="Work">
        {WORK.map(link)}
      </Stack>
      <Divider my="md" color="var(--hairline)" />
      <Stack gap={2} component="nav" aria-label="Setup">
        {SETUP.map(link)}
      </Stack>
    </ScrollArea>
  );
}

function CompanySwitcher({ company, companies }: Omit<Props, "pathname">) {
  return (
    <Menu width="target" position="bottom-start">
      <MenuTarget>
        <UnstyledButton className={classes.switcher} aria-label={`Company ${company.name}. Switch company`}>
          <span className={classes.initial} aria-hidden>
            {[...company.name][0]?.toUpperCase()}
          </span>
          <Text component="span" fw={550} size="sm" truncate style={{ flex: 1, minWidth: 0 }}>
            {company.name}
          </Text>
          <IconChevronDown size={16} aria-hidden />
        </UnstyledButton>
      </MenuTarget>
      <MenuDropdown mah={360} style={{ overflowY: "auto" }}>
        {companies.map(({ id, name }) => (
          <MenuItem
            key={id}
            component={Link}
            href={`/companies/${id}`}
            rightSection={id === company.id && <IconCheck size={16} aria-label="current" />}
          >
            <Text component="span" size="sm" truncate display="block">
              {name}
            </Text>
          </MenuItem>
        ))}
        <Divider my={4} />
        <MenuItem component={Link} href="/companies/new" leftSection={<IconPlus size={16} aria-hidden />}>
          New company
        </MenuItem>
      </MenuDropdown>
    </Menu>
  );
}
