/** Names that browsers still list although the zone has had another one for years. */
const RENAMED: Record<string, string> = {
  "Africa/Asmera": "Africa/Asmara",
  "America/Buenos_Aires": "America/Argentina/Buenos_Aires",
  "America/Catamarca": "America/Argentina/Catamarca",
  "America/Coral_Harbour": "America/Atikokan",
  "America/Cordoba": "America/Argentina/Cordoba",
  "America/Godthab": "America/Nuuk",
  "America/Indianapolis": "America/Indiana/Indianapolis",
  "America/Jujuy": "America/Argentina/Jujuy",
  "America/Louisville": "America/Kentucky/Louisville",
  "America/Mendoza": "America/Argentina/Mendoza",
  "Asia/Calcutta": "Asia/Kolkata",
  "Asia/Katmandu": "Asia/Kathmandu",
  "Asia/Rangoon": "Asia/Yangon",
  "Asia/Saigon": "Asia/Ho_Chi_Minh",
  "Atlantic/Faeroe": "Atlantic/Faroe",
  "Europe/Kiev": "Europe/Kyiv",
  "Pacific/Enderbury": "Pacific/Kanton",
  "Pacific/Ponape": "Pacific/Pohnpei",
  "Pacific/Truk": "Pacific/Chuuk",
};

export type ZoneChoice = { value: string; label: string };

/** A zone by the name it has today. */
export const currentName = (zone: string): string => RENAMED[zone] ?? zone;

function offsetOf(zone: string, at: Date): string {
  const parts = new Intl.DateTimeFormat("en", { timeZone: zone, timeZoneName: "longOffset" }).formatToParts(at);
  const offset = parts.find(({ type }) => type === "timeZoneName")?.value ?? "GMT";
  return offset === "GMT" ? "UTC+00:00" : offset.replace("GMT", "UTC");
}

/** A zone as a founder reads it: its city and the offset it has at that time. */
export const zoneChoice = (zone: string, at: Date): ZoneChoice => ({
  value: zone,
  label: `${zone.replaceAll("_", " ")} (${offsetOf(zone, at)})`,
});

const plain = (text: string): string =>
  text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase().replaceAll(/[_/]+/g, " ").trim();

/** The zones whose name or offset holds each word that was typed. */
export function findZones(choices: readonly ZoneChoice[], typed: string): ZoneChoice[] {
  const words = plain(typed).split(/\s+/);
  return choices.filter(({ label }) => words.every((word) => plain(label).includes(word)));
}
