"use client";

import { AppShell, Burger, Container, Group } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { Link } from "@/app/_ui/link";
import { usePathname } from "next/navigation";
import { useEffect, type ReactNode } from "react";
import { BrandMark } from "../brand-mark";
import { ColorSchemeToggle } from "../color-scheme-toggle";
import { LedgerShown } from "../use-ledger-stream";
import { CommandButton } from "./command-button";
import { CompanyNavigation, type CompanyRef, type Shown } from "./company-navigation";

/** A part of the product that brings its own navigation. */
type Area = { label: string; navigation: ReactNode };
type Props = {
  account: ReactNode;
  company?: CompanyRef;
  companies?: CompanyRef[];
  area?: Area;
  /** Stands in the header, beside the account. */
  notices?: ReactNode;
  /** Whether companies' ledgers are shown and followed. */
  ledger?: boolean;
  shown?: Shown;
  children: ReactNode;
};

/** Header, navigation of one company or area (a drawer behind the burger on small screens) and the page. */
export function AppFrame({ account, company, companies = [], area, notices, ledger = true, shown, children }: Props) {
  const [opened, { toggle, close }] = useDisclosure(false);
  const pathname = usePathname();
  useEffect(close, [pathname, close]);
  const navigation =
    area?.navigation ??
    (company && <CompanyNavigation company={company} companies={companies} pathname={pathname} shown={shown} />);

  return (
    <LedgerShown value={ledger}>
      <AppShell
        header={{ height: 60 }}
        navbar={navigation ? { width: 248, breakpoint: "sm", collapsed: { mobile: !opened } } : undefined}
        padding={{ base: "md", sm: "xl" }}
        styles={{ main: { background: "var(--surface)" }, header: frameEdge, navbar: frameEdge }}
      >
        <a href="#content" className="skip-link">
          Skip to the content
        </a>
        <AppShell.Header>
          <Group h="100%" px="md" justify="space-between" wrap="nowrap">
            <Group gap="sm" wrap="nowrap">
              {navigation && (
                <Burger
                  opened={opened}
                  onClick={toggle}
                  hiddenFrom="sm"
                  size="sm"
                  aria-label={opened ? "Close the menu" : "Open the menu"}
                  aria-expanded={opened}
                />
              )}
              <Link href="/companies" className="plain-link" aria-label="Greenlight, all companies">
                <BrandMark />
              </Link>
            </Group>
            <Group gap="sm" wrap="nowrap">
              <CommandButton
                company={company}
                companies={companies}
                installed={{ ledger, testMailbox: shown?.testMailbox ?? false }}
              />
              {notices}
              <ColorSchemeToggle />
              {account}
            </Group>
          </Group>
        </AppShell.Header>
        {navigation && (
          <AppShell.Navbar p="md" aria-label={area?.label ?? "Company"}>
            {navigation}
          </AppShell.Navbar>
        )}
        <AppShell.Main id="content" tabIndex={-1}>
          <Container size="lg" px={0} pb="xl">
            {children}
          </Container>
        </AppShell.Main>
      </AppShell>
    </LedgerShown>
  );
}

const frameEdge = { borderColor: "var(--hairline)" };
