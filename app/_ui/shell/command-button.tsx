"use client";

import { ActionIcon, Tooltip } from "@mantine/core";
import { useHotkeys } from "@mantine/hooks";
import { IconSearch } from "@tabler/icons-react";
import dynamic from "next/dynamic";
import { useState } from "react";
import type { CompanyRef } from "./company-navigation";
import type { Installed } from "./company-pages";

/** Loaded when it is first opened. */
const CommandPalette = dynamic(() => import("./command-palette").then((module) => module.CommandPalette), {
  ssr: false,
});

type Props = { company: CompanyRef | undefined; companies: readonly CompanyRef[]; installed: Installed };

/** Opens the palette, as Ctrl-K and ⌘-K do. */
export function CommandButton(props: Props) {
  const [opened, setOpened] = useState(false);
  useHotkeys([["mod+K", () => setOpened(true)]], []);
  return (
    <>
      <Tooltip label="Search (Ctrl K)">
        <ActionIcon
          variant="subtle"
          color="gray"
          size="lg"
          onClick={() => setOpened(true)}
          aria-label="Search and commands"
          aria-keyshortcuts="Control+K Meta+K"
        >
          <IconSearch size={18} aria-hidden />
        </ActionIcon>
      </Tooltip>
      {opened && <CommandPalette {...props} onClose={() => setOpened(false)} />}
    </>
  );
}
