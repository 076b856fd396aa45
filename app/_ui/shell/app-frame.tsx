"use client";

import { AppShell, Burger, Container, Group } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import Link from "next/link";
import { usePathname } from "next/navigation";
import { useEffect, type ReactNode } from "react";
import { BrandMark } from "../brand-mark";
import { ColorSchemeToggle } from "../color-scheme-toggle";
import { CompanyNavigation, type CompanyRef } from "./company-navigation";

type Props = { account: ReactNode; company?: CompanyRef; companies?: CompanyRef[]; children: ReactNode };

/** Header, navigation of one company (a drawer behind the burger on small screens) and the page. */
export function AppFrame({ account, company, companies = [], children }: Props) {
  const [opened, { toggle, close }] = useDisclosure(false);
  const pathname = usePathname();
  useEffect(close, [pathname, close]);

  return (
    <AppShell
      header={{ height: 60 }}
      navbar={company && { width: 248, breakpoint: "sm", collapsed: { mobile: !opened } }}
      padding={{ base: "md", sm: "xl" }}
      styles={{ main: { background: "var(--surface)" }, header: frameEdge, navbar: frameEdge }}
    >
      <a href="#content" className="skip-link">
        Skip to the content
      </a>
      <AppShell.Header>
        <Group h="100%" px="md" justify="space-between" wrap="nowrap">
          <Group gap="sm" wrap="nowrap">
            {company && (
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
            <ColorSchemeToggle />
            {account}
          </Group>
        </Group>
      </AppShell.Header>
      {company && (
        <AppShell.Navbar p="md" aria-label="Company">
          <CompanyNavigation company={company} companies={companies} pathname={pathname} />
        </AppShell.Navbar>
      )}
      <AppShell.Main id="content" tabIndex={-1}>
        <Container size="lg" px={0} pb="xl">
          {children}
        </Container>
      </AppShell.Main>
    </AppShell>
  );
}

const frameEdge = { borderColor: "var(--hairline)" };
