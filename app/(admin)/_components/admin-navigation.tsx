"use client";

import { Divider, NavLink, Stack, Text } from "@mantine/core";
import {
  IconArrowLeft,
  IconBox,
  IconCoin,
  IconEyeCheck,
  IconLogin2,
  IconMailQuestion,
  IconServer,
  IconShieldCheck,
  IconTopologyStar3,
  IconZoomCheck,
} from "@tabler/icons-react";
import { Link } from "@/app/_ui/link";
import { usePathname } from "next/navigation";

const PAGES = [
  { href: "/admin", label: "Workspaces", icon: IconTopologyStar3 },
  { href: "/admin/fleet", label: "Fleet", icon: IconServer },
  { href: "/admin/audit-log", label: "Audit log", icon: IconZoomCheck },
  { href: "/admin/logins", label: "Logins", icon: IconLogin2 },
  { href: "/admin/watchdog", label: "Watchdog", icon: IconEyeCheck },
  { href: "/admin/runtimes", label: "Runtimes", icon: IconBox },
  { href: "/admin/isolation", label: "Isolation", icon: IconShieldCheck },
  { href: "/admin/unmatched-mail", label: "Unmatched mail", icon: IconMailQuestion },
  { href: "/admin/prices", label: "Prices and plans", icon: IconCoin },
] as const;

/** The way between the administrators' pages. */
export function AdminNavigation() {
  const pathname = usePathname();
  const isActive = (href: string): boolean =>
    href === "/admin" ? pathname === href || pathname.startsWith("/admin/workspaces") : pathname.startsWith(href);
  return (
    <>
      <Text size="xs" fw={600} c="dimmed" px={12} mb={6}>
        Administration
      </Text>
      <Stack gap={2} component="nav" aria-label="Pages of the administration">
        {PAGES.map(({ href, label, icon: Icon }) => (
          <NavLink
            key={href}
            component={Link}
            href={href}
            label={label}
            active={isActive(href)}
            aria-current={isActive(href) ? "page" : undefined}
            leftSection={<Icon size={18} stroke={1.6} aria-hidden />}
            style={linkLook}
          />
        ))}
      </Stack>
      <Divider my="md" color="var(--hairline)" />
      <NavLink
        component={Link}
        href="/companies"
        label="Your companies"
        leftSection={<IconArrowLeft size={18} stroke={1.6} aria-hidden />}
        style={linkLook}
      />
    </>
  );
}

const linkLook = { borderRadius: "var(--mantine-radius-md)", fontWeight: 450 };
