"use client";

import { Alert, Group, Select } from "@mantine/core";
import type { ReactNode } from "react";
import type { MachineOffer } from "@/lib/providers/compute/port";

export type Offers = MachineOffer[] | "none" | "unknown";
/** Empty: not chosen. */
type Place = { region: string; size: string };
type Props = {
  offers: Exclude<Offers, "none">;
  value: Place;
  errors: { region?: ReactNode; size?: ReactNode };
  onChange: (value: Place) => void;
};

const gigabytes = (megabytes: number): string => `${Math.round(megabytes / 102.4) / 10} GB`;
const priceOf = ({ monthlyCents }: MachineOffer): string => `$${(monthlyCents / 100).toFixed(2)} a month`;

/** Where the company's own machine stands, and its size and price. */
export function MachineFields({ offers, value, errors, onChange }: Props) {
  if (offers === "unknown")
    return (
      <Alert color="yellow" title="Machines are not known now">
        The vendor of machines did not answer. Your choice is kept; load this page again to change it.
      </Alert>
    );
  const places = [...new Map(offers.flatMap(({ regions }) => regions.map(({ region, name }) => [region, name])))];
  const there = offers.filter(({ regions }) => regions.some(({ region }) => region === value.region));
  return (
    <Group align="flex-start" gap="md" role="group" aria-label="Machine">
      <Select
        label="Place of the machine"
        description="The company gets a machine of its own. It is paid for by this installation from the launch on."
        data={places.map(([region, name]) => ({ value: region, label: name }))}
        value={value.region || null}
        onChange={(region) => onChange({ region: region ?? "", size: "" })}
        error={errors.region}
        maw={360}
      />
      <Select
        label="Size of the machine"
        description="The smallest is enough for one company."
        data={there.map((offer) => ({
          value: offer.size,
          label: `${gigabytes(offer.memoryMb)} memory, ${offer.cpus} CPU: ${priceOf(offer)}`,
        }))}
        value={value.size || null}
        onChange={(size) => onChange({ ...value, size: size ?? "" })}
        error={errors.size}
        disabled={value.region === ""}
        maw={360}
      />
    </Group>
  );
}
