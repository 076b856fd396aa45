import { NativeSelect, SimpleGrid, TextInput } from "@mantine/core";
import { useState, useSyncExternalStore, type ReactNode } from "react";
import { currentName, findZones, zoneChoice, type ZoneChoice } from "./time-zones";

type Props = { value: string; onChange: (zone: string) => void; error?: ReactNode };

/** Every time zone with its offset, narrowed down by a word; Enter takes the first that fits. */
export function TimeZoneField({ value, onChange, error }: Props) {
  const [typed, setTyped] = useState("");
  const zones = useSyncExternalStore(never, browserZones, onServer);
  const found = findZones(zones, typed);
  const chosen = zones.find((zone) => zone.value === value) ?? { value, label: value };
  const data = found.some((zone) => zone.value === value) ? found : [chosen, ...found];
  return (
    <SimpleGrid cols={{ base: 1, sm: 2 }} maw={560}>
      <TextInput
        label="Find a city"
        placeholder="Berlin"
        description={found.length === 0 ? "No city fits. Try a larger one nearby." : "Enter takes the first that fits"}
        inputWrapperOrder={["label", "input", "description", "error"]}
        value={typed}
        onChange={({ currentTarget }) => setTyped(currentTarget.value)}
        onKeyDown={(event) => {
          if (event.key !== "Enter") return;
          event.preventDefault();
          if (typed.trim() !== "" && found[0]) onChange(found[0].value);
        }}
      />
      <NativeSelect
        label="Time zone"
        data={data}
        value={value}
        onChange={({ currentTarget }) => onChange(currentTarget.value)}
        error={error}
      />
    </SimpleGrid>
  );
}

const ON_SERVER: readonly ZoneChoice[] = [];
let inBrowser: readonly ZoneChoice[] | undefined;

/** The browser's zones; the server's list may differ, so it renders the chosen one only. */
const browserZones = (): readonly ZoneChoice[] =>
  (inBrowser ??= ["UTC", ...new Set(Intl.supportedValuesOf("timeZone").map(currentName))].map((zone) =>
    zoneChoice(zone, new Date()),
  ));
const onServer = (): readonly ZoneChoice[] => ON_SERVER;
const never = (): (() => void) => () => undefined;
