import { Group } from "@mantine/core";
import Link from "next/link";
import type { ReactNode } from "react";
import { BrandMark } from "../_ui/brand-mark";
import { ColorSchemeToggle } from "../_ui/color-scheme-toggle";

export default function PublicLayout({ children }: { children: ReactNode }) {
  return (
    <>
      <Group component="header" justify="space-between" px={{ base: "md", sm: "xl" }} py="md">
        <Link href="/" className="plain-link" aria-label="Greenlight, start">
          <BrandMark />
        </Link>
        <ColorSchemeToggle />
      </Group>
      <main id="content">{children}</main>
    </>
  );
}
