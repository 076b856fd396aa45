"use client";

import { Box } from "@mantine/core";
import { useIntersection } from "@mantine/hooks";
import { useState, type ReactNode } from "react";

type Props = { minHeight: number; hidden?: boolean; children: ReactNode };

/** Renders its children once it comes into view, for parts whose script weighs much: they are fetched only then. */
export function WhenSeen({ minHeight, hidden = false, children }: Props) {
  const { ref, entry } = useIntersection();
  const [isSeen, setSeen] = useState(false);
  if (entry?.isIntersecting && !isSeen) setSeen(true);
  return (
    <Box ref={ref} mih={minHeight} aria-hidden={hidden || undefined}>
      {isSeen && children}
    </Box>
  );
}
