import { expect, test } from "vitest";
import { TimeZone } from "@/lib/company/profile/schemas";
import {
  currentName,
  findZones,
  zoneChoice,
} from "@/app/(app)/companies/[projectId]/onboarding/_components/time-zones";

const SUMMER = new Date("2026-07-01T12:00:00Z");
const ALL = Intl.supportedValuesOf("timeZone").map(currentName);
const choices = ALL.map((zone) => zoneChoice(zone, SUMMER));

test("every zone is called by today's name, which the API takes", () => {
  for (const old of ["Asia/Calcutta", "Europe/Kiev", "Africa/Asmera", "Asia/Saigon", "America/Godthab"])
    expect(ALL).not.toContain(old);
  for (const zone of ALL) expect(TimeZone.safeParse(zone).success, zone).toBe(true);
});

test("each choice shows the city and the offset of the day", () => {
  expect(zoneChoice("America/New_York", SUMMER).label).toBe("America/New York (UTC-04:00)");
  expect(zoneChoice("America/New_York", new Date("2026-01-01T12:00:00Z")).label).toBe("America/New York (UTC-05:00)");
  expect(zoneChoice("Asia/Kathmandu", SUMMER).label).toBe("Asia/Kathmandu (UTC+05:45)");
  expect(zoneChoice("UTC", SUMMER).label).toBe("UTC (UTC+00:00)");
});

test.each([
  ["berlin", "Europe/Berlin"],
  ["New York", "America/New_York"],
  ["kolkata", "Asia/Kolkata"],
  ["são paulo", "America/Sao_Paulo"],
  ["+05:45", "Asia/Kathmandu"],
])("“%s” finds %s", (typed, zone) => {
  expect(findZones(choices, typed).map(({ value }) => value)).toContain(zone);
});

test("a word that fits no zone finds none", () => {
  expect(findZones(choices, "atlantis")).toEqual([]);
});
