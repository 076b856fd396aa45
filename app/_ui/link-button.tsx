"use client";

import { Button, type ButtonProps } from "@mantine/core";
import { Link } from "@/app/_ui/link";
import type { ReactNode } from "react";

/** A link that looks like a button; usable from server components, which cannot pass `component={Link}` themselves. */
export function LinkButton({ href, children, ...look }: ButtonProps & { href: string; children: ReactNode }) {
  return (
    <Button component={Link} href={href} {...look}>
      {children}
    </Button>
  );
}
