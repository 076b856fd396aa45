"use client";

import { Button, Menu, MenuDropdown, MenuItem, MenuLabel, MenuTarget } from "@mantine/core";
import { IconBraces } from "@tabler/icons-react";
import type { Sequence } from "@/lib/outreach/sequence/schemas";

type Variables = Sequence["variables"];
type Props = { variables: Variables; onPick: (name: string) => void };

const GROUPS: readonly { of: Variables[number]["of"]; label: string }[] = [
  { of: "lead", label: "The lead" },
  { of: "imported", label: "Your imported columns" },
  { of: "sender", label: "You" },
];

/** `sender_first_name` as people read it. */
const wordsOf = (name: string): string => {
  const words = name.replaceAll("_", " ");
  return words.charAt(0).toUpperCase() + words.slice(1);
};

/** Puts a variable where the cursor stands. */
export function VariableMenu({ variables, onPick }: Props) {
  return (
    <Menu shadow="md" width={260} position="bottom-start" returnFocus={false}>
      <MenuTarget>
        <Button variant="default" size="xs" leftSection={<IconBraces size={14} aria-hidden />}>
          Insert a variable
        </Button>
      </MenuTarget>
      <MenuDropdown mah={320} style={{ overflowY: "auto" }}>
        {GROUPS.map(({ of, label }) => {
          const group = variables.filter((variable) => variable.of === of);
          if (group.length === 0) return null;
          return [
            <MenuLabel key={of}>{label}</MenuLabel>,
            ...group.map(({ name }) => (
              <MenuItem key={name} onClick={() => onPick(name)}>
                {wordsOf(name)}
              </MenuItem>
            )),
          ];
        })}
      </MenuDropdown>
    </Menu>
  );
}
