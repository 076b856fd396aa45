"use client";

import { AppShell, Burger, Container, Group } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { Link } from "@/app/_ui/link";
import { usePathname } from "next/navigation";
import { useEffect, type ReactNode } from "react";
import { BrandMark } from "../brand-mark";
import { ColorSchemeToggle } from "../color-scheme-toggle";
import { LedgerShown } from "../use-ledger-stream";
import { BottomBar } from "./bottom-bar";
import { CommandButton } from "./command-button";
import { CompanyNavigation, type CompanyRef, type Shown } from "./company-navigation";
import { NOT_INSTALLED } from "./company-pages";

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
        footer={company ? { height: { base: 56, sm: 0 } } : undefined}
        padding={{ base: "md", sm: "xl" }}
        styles={{ footer: frameEdge, main: { background: "var(--surface)" }, header: frameEdge, navbar: frameEdge }}
      >
        <a href="#content" className="skip-link">
          Skip to the content
        </a>
        <Header menu={navigation && !company ? { opened, toggle } : undefined} notices={notices} account={account}>
          <CommandButton company={company} companies={companies} installed={{ ...NOT_INSTALLED, ...shown, ledger }} />
        </Header>
        {navigation && (
          <AppShell.Navbar p="md" aria-label={area?.label ?? "Pages of the company"}>
            {navigation}
          </AppShell.Navbar>
        )}
        {company && (
          <AppShell.Footer hiddenFrom="sm">
            <BottomBar
              companyId={company.id}
              pathname={pathname}
              waitingApprovals={shown?.waitingApprovals ?? 0}
              menu={{ opened, toggle }}
            />
          </AppShell.Footer>
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

type HeaderProps = {
  /** Of an area on a small screen; a company's menu is at the lower edge. */
  menu: { opened: boolean; toggle: () => void } | undefined;
  notices: ReactNode;
  account: ReactNode;
  children: ReactNode;
};

const Header = ({ menu, notices, account, children }: HeaderProps) => (
  <AppShell.Header>
    <Group h="100%" px="md" justify="space-between" wrap="nowrap">
      <Group gap="sm" wrap="nowrap">
        {menu && (
          <Burger
            opened={menu.opened}
            onClick={menu.toggle}
            hiddenFrom="sm"
            size="sm"
            aria-label={menu.opened ? "Close the menu" : "Open the menu"}
            aria-expanded={menu.opened}
          />
        )}
        <Link href="/companies" className="plain-link" aria-label="Greenlight, all companies">
          <BrandMark />
        </Link>
      </Group>
      <Group gap="sm" wrap="nowrap">
        {children}
        {notices}
        <ColorSchemeToggle />
        {account}
      </Group>
    </Group>
  </AppShell.Header>
);

const frameEdge = { borderColor: "var(--hairline)" };
