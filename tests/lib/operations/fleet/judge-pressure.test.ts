import { expect, test } from "vitest";
import { judgePressure, type Pressure } from "@/lib/operations/fleet/judge-pressure";

const START = Date.parse("2026-11-30T09:00:00Z");

/** The level after each of these values of a measure, a beat every 30 s. */
function levels(measure: "disk" | "memory" | "cpu", values: readonly (number | null)[]): (string | null)[] {
  let pressure: Pressure = {};
  return values.map((value, beat) => {
    const said = { disk: null, memory: null, cpu: null, [measure]: value };
    pressure = judgePressure(pressure, said, new Date(START + beat * 30_000));
    return pressure[measure]?.level ?? null;
  });
}
const many = (count: number, value: number): number[] => Array.from({ length: count }, () => value);

test("a disk warns at 85 % and is critical at 95 %, at once", () => {
  expect(levels("disk", [84.9, 85, 94, 95, 99])).toEqual([null, "warning", "warning", "critical", "critical"]);
  expect(levels("disk", [96])).toEqual(["critical"]);
});

test("it is calm again five points lower, for two beats", () => {
  expect(levels("disk", [86, 81, 81])).toEqual(["warning", "warning", "warning"]);
  expect(levels("disk", [86, 79, 82, 79, 79])).toEqual(["warning", "warning", "warning", "warning", null]);
  expect(levels("disk", [96, 91, 91, 91])).toEqual(["critical", "critical", "critical", "critical"]);
  expect(levels("disk", [96, 89, 89, 79, 79])).toEqual(["critical", "critical", "warning", "warning", null]);
});

test("memory counts after five minutes and a processor after ten, without a break", () => {
  expect(levels("memory", many(11, 95)).indexOf("warning")).toBe(10);
  expect(levels("cpu", many(21, 95)).indexOf("warning")).toBe(20);
  expect(levels("memory", [...many(9, 95), 50, ...many(9, 95)])).not.toContain("warning");
});

test("a beat that does not know a measure changes nothing about it", () => {
  expect(levels("disk", [90, null, null])).toEqual(["warning", "warning", "warning"]);
});
